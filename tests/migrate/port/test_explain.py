"""migrate-port --explain: the words of a code, in the terminal."""

from theano_migrate.port.command import main


def test_explain_says_what_a_code_means(capsys, monkeypatch):
    monkeypatch.setattr("theano_common.documentation.site", lambda: "")
    assert main(["--explain", "mp301"]) == 0
    assert capsys.readouterr().out == (
        "MP301: an index of a trace that only the run knows\n"
        "Do:  Say which it is: a variable (idata.posterior[name]), a draw (.isel(draw=i)) or a slice.\n"
    )
    monkeypatch.setattr("theano_common.documentation.site", lambda: "https://example.org")
    assert main(["--explain", "MP301"]) == 0
    assert "Page: https://example.org/wrong/mp301.html\n" in capsys.readouterr().out
    assert (main(["--explain", "MP999"]), main([])) == (2, 2)
    assert "no mark MP999; there are MP101" in capsys.readouterr().err
