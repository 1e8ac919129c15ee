using CsCheck;
using OneStop.RoadCargo.Consignments;

namespace OneStop.RoadCargo.Tests.Consignments;

public sealed class CcrnTests
{
    private static readonly Gen<long> Any =
        from series in Gen.Int[Ccrn.FirstSeries, Ccrn.LastSeries]
        from number in Gen.Long[1, Ccrn.LongestSeries]
        select Ccrn.Of(series, number);

    [Fact]
    public void A_number_has_fourteen_digits_and_is_read_back() => Any.Sample(ccrn =>
    {
        Assert.Equal(Ccrn.Length, Ccrn.Format(ccrn).Length);
        Assert.Equal(ccrn, Ccrn.Parse(Ccrn.Format(ccrn)));
    });

    [Fact]
    public void One_wrong_digit_is_always_found() => Gen.Select(Any, Gen.Int[0, Ccrn.Length - 1], Gen.Int[1, 9]).Sample((ccrn, place, shift) =>
    {
        var digits = Ccrn.Format(ccrn).ToCharArray();
        digits[place] = (char)('0' + ((digits[place] - '0' + shift) % 10));
        Assert.Null(Ccrn.Parse(new string(digits)));
    });

    [Theory]
    [InlineData("10000000000011", "10000000000011")]
    [InlineData("1000 0000 0000 11", "10000000000011")]
    [InlineData("１０００００００００００１１", "10000000000011")]
    [InlineData("1000-0000-0000-11", "10000000000011")]
    [InlineData("10000000000014", null)]
    [InlineData("1000000000001", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("1000000000001\ud800", null)]
    [InlineData("'; DROP TABLE x", null)]
    public void It_is_read_however_it_was_typed(string? typed, string? expected) =>
        Assert.Equal(expected, Ccrn.Parse(typed) is { } ccrn ? Ccrn.Format(ccrn) : null);

    [Fact]
    public void Numbers_of_a_series_rise() => Assert.True(Ccrn.Of(10, 2) > Ccrn.Of(10, 1) && Ccrn.Of(11, 1) > Ccrn.Of(10, Ccrn.LongestSeries));
}
