/* Routines of BLAS and LAPACK that step methods call, as Fortran has them. */

struct routines {
    double (*dot)(const int *, const double *, const int *, const double *, const int *);
    void (*axpy)(const int *, const double *, const double *, const int *, double *, const int *);
    void (*gemv)(const char *, const int *, const int *, const double *, const double *, const int *, const double *,
                 const int *, const double *, double *, const int *);
    void (*trtrs)(const char *, const char *, const char *, const int *, const int *, const double *, const int *,
                  double *, const int *, int *);
    void (*potrs)(const char *, const int *, const int *, const double *, const int *, double *, const int *, int *);
    void (*potrf)(const char *, const int *, double *, const int *, int *);
};
