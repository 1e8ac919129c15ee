using OneStop.Observatory.Skill;

namespace OneStop.Observatory.Tests.Skill;

public sealed class ScoreTests
{
    [Fact]
    public void The_bias_keeps_its_sign_and_the_absolute_error_does_not() =>
        Assert.Equal((-0.5, 1.5), Score.OfValues([(20, 22), (19, 18)]));

    [Theory]
    [InlineData(1.0, true, 0)]
    [InlineData(0.0, true, 1)]
    [InlineData(0.15, false, 0.0225)]
    public void Brier_is_the_square_of_how_far_the_probability_was_from_what_came(double probability, bool happened, double expected) =>
        Assert.Equal(expected, Score.OfProbabilities([(probability, happened)]).Brier, 1e-12);

    [Fact]
    public void Always_forecasting_the_frequency_is_what_must_be_beaten() =>
        Assert.Equal(0.1875, Score.OfProbabilities([(0.5, true), (0.5, false), (0.5, false), (0.5, false)]).OfClimate, 1e-12);
}
