/* From here on libm's functions have their names again: one call of theirs takes less time than one of ours. Loops that
   run in vectors call ours by name (passes/vector_forms.py). */

#undef expF_
#undef expm1F_
#undef logF_
#undef log1pF_
#undef tanhF_
#undef erfF_
#undef erfcF_
#undef sinF_
#undef cosF_
#undef powF_
__attribute__((const)) T_ expF_(T_), expm1F_(T_), logF_(T_), log1pF_(T_), tanhF_(T_), erfF_(T_), erfcF_(T_), sinF_(T_),
    cosF_(T_), powF_(T_, T_);
