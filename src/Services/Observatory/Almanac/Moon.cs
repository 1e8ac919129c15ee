namespace OneStop.Observatory.Almanac;

/// <summary>The moon's place to 0.01° (Meeus, Astronomical Algorithms, ch. 47, its greater terms).</summary>
internal static class Moon
{
    // Multiples of D, M, M′ and F, then the coefficient in millionths of a degree.
    private static readonly (int D, int M, int Mp, int F, int Sine)[] Longitudes =
    [
        (0, 0, 1, 0, 6288774), (2, 0, -1, 0, 1274027), (2, 0, 0, 0, 658314), (0, 0, 2, 0, 213618), (0, 1, 0, 0, -185116), (0, 0, 0, 2, -114332),
        (2, 0, -2, 0, 58793), (2, -1, -1, 0, 57066), (2, 0, 1, 0, 53322), (2, -1, 0, 0, 45758), (0, 1, -1, 0, -40923), (1, 0, 0, 0, -34720),
        (0, 1, 1, 0, -30383), (2, 0, 0, -2, 15327), (0, 0, 1, 2, -12528), (0, 0, 1, -2, 10980), (4, 0, -1, 0, 10675), (0, 0, 3, 0, 10034),
        (4, 0, -2, 0, 8548), (2, 1, -1, 0, -7888), (2, 1, 0, 0, -6766), (1, 0, -1, 0, -5163), (1, 1, 0, 0, 4987), (2, -1, 1, 0, 4036),
        (2, 0, 2, 0, 3994), (4, 0, 0, 0, 3861), (2, 0, -3, 0, 3665),
    ];

    private static readonly (int D, int M, int Mp, int F, int Sine)[] Latitudes =
    [
        (0, 0, 0, 1, 5128122), (0, 0, 1, 1, 280602), (0, 0, 1, -1, 277693), (2, 0, 0, -1, 173237), (2, 0, -1, 1, 55413), (2, 0, -1, -1, 46271),
        (2, 0, 0, 1, 32573), (0, 0, 2, 1, 17198), (2, 0, 1, -1, 9266), (0, 0, 2, -1, 8822), (2, -1, 0, -1, 8216), (2, 0, -2, -1, 4324), (2, 0, 1, 1, 4200),
    ];

    // Thousandths of a kilometre, of cosines.
    private static readonly (int D, int M, int Mp, int F, int Cosine)[] Distances =
    [
        (0, 0, 1, 0, -20905355), (2, 0, -1, 0, -3699111), (2, 0, 0, 0, -2955968), (0, 0, 2, 0, -569925), (2, 0, -2, 0, 246158), (2, -1, 0, 0, -204586),
        (2, 0, 1, 0, -170733), (2, -1, -1, 0, -152138), (0, 1, -1, 0, -129620), (1, 0, 0, 0, 108743), (0, 1, 1, 0, 104755),
    ];

    internal static Place At(Moment moment)
    {
        var t = moment.Centuries;
        var d = 297.8501921 + (445267.1114034 * t);
        var m = 357.5291092 + (35999.0502909 * t);
        var mp = 134.9633964 + (477198.8675055 * t);
        var f = 93.2720950 + (483202.0175233 * t);
        var nutation = -0.00478 * Degrees.Sin(125.04 - (1934.136 * t));
        var longitude = 218.3164477 + (481267.88123421 * t) + nutation + (Longitudes.Sum(term => term.Sine * Degrees.Sin(Argument(term))) / 1e6);
        var latitude = Latitudes.Sum(term => term.Sine * Degrees.Sin(Argument(term))) / 1e6;
        var kilometres = 385000.56 + (Distances.Sum(term => term.Cosine * Degrees.Cos(Argument(term))) / 1e3);
        return Place.Of(longitude, latitude, Sun.Obliquity(t), Degrees.Asin(6378.14 / kilometres));

        double Argument((int D, int M, int Mp, int F, int) term) => (term.D * d) + (term.M * m) + (term.Mp * mp) + (term.F * f);
    }
}
