/* The pieces are legacy's (theano.tensor.nnet.sigm); the last test keeps NaN. */

T_ fabsF_(T_);
static inline T_ compat_ultra_fast_sigmoidF_(T_ x)
{
    const T_ half = (T_)0.5 * fabsF_(x), near = (T_)1.5 * half / (1 + half);
    const T_ far = (T_)0.935409070603099 + (T_)0.0458812946797165 * (half - (T_)1.7);
    const T_ size = half < (T_)1.7 ? near : half < 3 ? far : half >= 3 ? (T_)0.99505475368673 : half;
    return (T_)0.5 * ((x < 0 ? -size : size) + 1);
}
