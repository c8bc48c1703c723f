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

// The model as Stan's services take it: `stan_nuts.cpp` samples it.
extern "C" void *base()
{
    return static_cast<stan::model::model_base *>(model);
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

// For comparisons: all constants kept, without the logarithms of the Jacobians of Stan's transforms.
extern "C" int without_jacobian(size_t dim, const double *x, double *grad, double *logp)
{
    if (tape == nullptr) tape = new stan::math::ChainableStack();
    std::vector<double> point(x, x + dim), gradient;
    std::vector<int> integers;
    try {
        *logp = stan::model::log_prob_grad<false, false>(*model, point, integers, gradient, nullptr);
    } catch (const std::exception &) {
        return 1;
    }
    for (size_t i = 0; i < dim; i++) grad[i] = gradient[i];
    return 0;
}

static std::string listed;

// The names of the values of `logp`'s x, or of the parameters of the program; a line each.
extern "C" const char *names(int of_x)
{
    std::vector<std::string> found;
    if (of_x) model->unconstrained_param_names(found, false, false);
    else model->constrained_param_names(found, false, false);
    listed.clear();
    for (const auto &name : found) listed += name + "\n";
    return listed.c_str();
}

// The parameters of the program at x; `out` has room for as many as `names(0)` has lines.
extern "C" int parameters(size_t dim, const double *x, double *out)
{
    if (tape == nullptr) tape = new stan::math::ChainableStack();
    Eigen::VectorXd point = Eigen::Map<const Eigen::VectorXd>(x, dim), values;
    boost::ecuyer1988 generator(1);
    try {
        model->write_array(generator, point, values, false, false, nullptr);
    } catch (const std::exception &) {
        return 1;
    }
    for (Eigen::Index i = 0; i < values.size(); i++) out[i] = values[i];
    return 0;
}
