// Stan's own NUTS with its defaults, over a model of `stan_shim.cpp`: compiled once for all models.
#include <stan/callbacks/interrupt.hpp>
#include <stan/callbacks/logger.hpp>
#include <stan/callbacks/writer.hpp>
#include <stan/io/empty_var_context.hpp>
#include <stan/math/rev.hpp>
#include <stan/model/model_base.hpp>
#include <stan/services/sample/hmc_nuts_diag_e_adapt.hpp>
#include <vector>

namespace {
// Of a row of Stan's: lp__, accept_stat__, stepsize__, treedepth__, n_leapfrog__, divergent__, energy__, then values.
enum { LEAPFROGS = 4, DIVERGENT = 5, VALUES = 7 };

struct Kept : stan::callbacks::writer {
    double *values, *leapfrogs, *divergent;
    size_t parameters, row = 0, rows;
    Kept(double *values, double *leapfrogs, double *divergent, size_t parameters, size_t rows)
        : values(values), leapfrogs(leapfrogs), divergent(divergent), parameters(parameters), rows(rows)
    {
    }
    using writer::operator();
    void operator()(const std::vector<double> &state) override
    {
        if (row == rows) return;
        leapfrogs[row] = state[LEAPFROGS];
        divergent[row] = state[DIVERGENT];
        for (size_t i = 0; i < parameters; i++) values[row * parameters + i] = state[VALUES + i];
        row++;
    }
};
}  // namespace

// One chain. `values` has room for (tune + draws) rows of the program's parameters, the others for a number a row.
extern "C" int sample(void *base, unsigned seed, unsigned chain, int tune, int draws, size_t parameters, double *values,
                      double *leapfrogs, double *divergent)
{
    static thread_local stan::math::ChainableStack *tape;
    if (tape == nullptr) tape = new stan::math::ChainableStack();
    stan::io::empty_var_context nothing;
    stan::callbacks::interrupt interrupt;
    stan::callbacks::logger logger;
    stan::callbacks::writer unused;
    Kept kept(values, leapfrogs, divergent, parameters, (size_t)(tune + draws));
    int status = stan::services::sample::hmc_nuts_diag_e_adapt(
        *static_cast<stan::model::model_base *>(base), nothing, seed, chain, 2.0, tune, draws, 1, true, 0, 1.0, 0.0, 10,
        0.8, 0.05, 0.75, 10.0, 75, 50, 25, interrupt, logger, unused, kept, unused);
    return status != 0 ? status : (kept.row == kept.rows ? 0 : -1);
}
