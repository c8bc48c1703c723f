"""The results as text, JSON, JUnit and a page of HTML."""
