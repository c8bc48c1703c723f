// A Stan model behind the C signature of the bench. Timed as Stan's samplers call it, without constant terms.
#include <stan/io/json/json_data.hpp>
#include <stan/model/log_prob_grad.hpp>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

static MODEL *model;
static thread_local stan::math::ChainableStack *tape;

extern "C" int prepare(const char *path)
{
    std::ifstream file(path);
    stan::json::json_data data(file);
    model = new MODEL(data, 1, nullptr);
    return (int)model->num_params_r();
}

template <bool dropped> static int evaluate(size_t dim, const double *x, double *grad, double *logp)
{
    if (tape == nullptr) tape = new stan::math::ChainableStack();
    static thread_local std::vector<double> point, gradient;
    static thread_local std::vector<int> integers;
    point.assign(x, x + dim);
    try {
        *logp = stan::model::log_prob_grad<dropped, true>(*model, point, integers, gradient, nullptr);
    } catch (const std::exception &) {
        return 1;
    }
    for (size_t i = 0; i < dim; i++) grad[i] = gradient[i];
    return 0;
}

extern "C" int logp(size_t dim, const double *x, double *grad, double *logp, const void *)
{
    return evaluate<true>(dim, x, grad, logp);
}

extern "C" int whole(size_t dim, const double *x, double *grad, double *logp, const void *)
{
    return evaluate<false>(dim, x, grad, logp);
}
