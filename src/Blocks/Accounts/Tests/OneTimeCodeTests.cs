using System.Text;
using OneStop.Accounts.SecondFactors;

namespace OneStop.Accounts.Tests;

public sealed class OneTimeCodeTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>RFC 6238 appendix B, the last six of its eight digits.</summary>
    [Theory]
    [InlineData(59L, "287082")]
    [InlineData(1111111109L, "081804")]
    [InlineData(1111111111L, "050471")]
    [InlineData(1234567890L, "005924")]
    [InlineData(2000000000L, "279037")]
    [InlineData(20000000000L, "353130")]
    public void Codes_are_those_of_RFC_6238(long seconds, string code) =>
        Assert.Equal(code, OneTimeCode.At(Secret, DateTimeOffset.FromUnixTimeSeconds(seconds)));

    [Theory]
    [InlineData(-60, false)]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(60, false)]
    public void A_code_is_taken_from_the_step_before_to_the_step_after(int secondsOff, bool taken)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

        Assert.Equal(taken, OneTimeCode.Match(Secret, OneTimeCode.At(Secret, now.AddSeconds(secondsOff)), 0, now) is not null);
    }

    [Fact]
    public void A_code_is_not_taken_twice_nor_an_older_one_after_it()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        var step = OneTimeCode.Match(Secret, OneTimeCode.At(Secret, now), 0, now)!.Value;

        Assert.Null(OneTimeCode.Match(Secret, OneTimeCode.At(Secret, now), step, now));
        Assert.Null(OneTimeCode.Match(Secret, OneTimeCode.At(Secret, now.AddSeconds(-30)), step, now));
        Assert.NotNull(OneTimeCode.Match(Secret, OneTimeCode.At(Secret, now.AddSeconds(30)), step, now));
    }

    [Fact]
    public void The_secret_is_written_in_base_32() => Assert.Equal("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", OneTimeCode.Written(Secret));
}
