/* The functions of libm that units call. OF_ONE, OF_TWO: those of so many numbers that may have a vector form. */

VECTOR T_ OF_ONE;
VECTOR T_ OF_TWO;
__attribute__((const)) T_ sqrtF_(T_), fabsF_(T_), floorF_(T_), ceilF_(T_), truncF_(T_), rintF_(T_), roundF_(T_);
__attribute__((const)) T_ tgammaF_(T_), j0F_(T_), j1F_(T_), fmodF_(T_, T_), copysignF_(T_, T_);
T_ _Complex cexpF_(T_ _Complex), clogF_(T_ _Complex), csqrtF_(T_ _Complex);
T_ _Complex csinF_(T_ _Complex), ccosF_(T_ _Complex), ctanF_(T_ _Complex);
T_ _Complex csinhF_(T_ _Complex), ccoshF_(T_ _Complex), ctanhF_(T_ _Complex);
T_ _Complex casinF_(T_ _Complex), cacosF_(T_ _Complex), catanF_(T_ _Complex);
T_ _Complex casinhF_(T_ _Complex), cacoshF_(T_ _Complex), catanhF_(T_ _Complex);
