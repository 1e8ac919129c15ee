using CsCheck;
using OneStop.Observatory.Readings;

namespace OneStop.Observatory.Tests.Readings;

public sealed class QualityCheckTests
{
    [Theory]
    [InlineData(nameof(Quantity.Temperature), 28.4, nameof(Quality.Good))]
    [InlineData(nameof(Quantity.Temperature), 45.0, nameof(Quality.Good))]
    [InlineData(nameof(Quantity.Temperature), 45.1, nameof(Quality.OutOfRange))]
    [InlineData(nameof(Quantity.Temperature), -5.1, nameof(Quality.OutOfRange))]
    [InlineData(nameof(Quantity.RelativeHumidity), 101.0, nameof(Quality.OutOfRange))]
    [InlineData(nameof(Quantity.Rainfall), 0.0, nameof(Quality.Good))]
    [InlineData(nameof(Quantity.Rainfall), -0.1, nameof(Quality.OutOfRange))]
    [InlineData(nameof(Quantity.WindDirection), 361.0, nameof(Quality.OutOfRange))]
    [InlineData(nameof(Quantity.WindSpeed), 1e308, nameof(Quality.OutOfRange))]
    [InlineData(nameof(Quantity.Pressure), 899.9, nameof(Quality.OutOfRange))]
    [InlineData(nameof(Quantity.Tide), null, nameof(Quality.Missing))]
    public void Alone_a_value_is_good_where_it_is_possible(string quantity, double? value, string expected) =>
        Assert.Equal(expected, QualityCheck.Judge(Enum.Parse<Quantity>(quantity), value, default).ToString());

    [Theory]
    [InlineData(20.0, 26.0, null, nameof(Quality.Good))]
    [InlineData(20.0, 26.1, null, nameof(Quality.Spike))]
    [InlineData(20.0, 26.1, 26.2, nameof(Quality.Good))]
    [InlineData(20.0, 26.1, 19.9, nameof(Quality.Spike))]
    [InlineData(null, 26.1, 19.9, nameof(Quality.Spike))]
    [InlineData(null, 26.1, 25.0, nameof(Quality.Good))]
    public void A_jump_is_a_spike_unless_a_neighbour_bears_it_out(double? before, double value, double? after, string expected) =>
        Assert.Equal(expected, QualityCheck.Judge(Quantity.Temperature, value, new(before, before, after, after)).ToString());

    [Fact]
    public void After_a_spike_the_old_level_is_good_again() =>
        Assert.Equal(Quality.Good, QualityCheck.Judge(Quantity.Temperature, 20.2, new(Before: 40, GoodBefore: 20, null, null)));

    [Fact]
    public void A_direction_may_turn_as_it_likes() =>
        Assert.Equal(Quality.Good, QualityCheck.Judge(Quantity.WindDirection, 10, new(350, 350, null, null)));

    [Fact]
    public void Every_quantity_has_limits_and_its_judgement_needs_nothing_but_its_neighbours() =>
        Gen.Select(Gen.Enum<Quantity>(), Gen.Double[-500, 1500].Nullable(), Gen.Double[-500, 1500].Nullable(), Gen.Double[-500, 1500].Nullable()).Sample((quantity, value, before, after) =>
        {
            var quality = QualityCheck.Judge(quantity, value, new(before, before, after, after));
            return (value is null) == (quality == Quality.Missing)
                && (value is null || QuantityLimits.Of(quantity).IsPossible(value.Value) == (quality != Quality.OutOfRange))
                && quality == QualityCheck.Judge(quantity, value, new(after, after, before, before));
        });
}
