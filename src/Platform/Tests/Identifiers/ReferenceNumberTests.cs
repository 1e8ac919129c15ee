using CsCheck;
using OneStop.Platform.Identifiers;

namespace OneStop.Platform.Tests.Identifiers;

public sealed class ReferenceNumberTests
{
    [Theory]
    [InlineData(" ", "")]
    [InlineData("-", " ")]
    public void It_is_read_however_it_was_typed(string from, string to)
    {
        var number = ReferenceNumber.New("IC");

        Assert.Equal(number, ReferenceNumber.Parse(number.Replace(from, to, StringComparison.Ordinal)));
        Assert.Equal(number, ReferenceNumber.Parse(number.ToLowerInvariant()));
        Assert.Equal(number, ReferenceNumber.Parse(new string([.. number.Select(c => char.IsAsciiLetterOrDigit(c) ? (char)(c + 0xFEE0) : c)])));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("IC")]
    [InlineData("IC-0000-0000-00")]
    [InlineData("公司")]
    public void What_is_no_number_is_none(string? typed) => Assert.Null(ReferenceNumber.Parse(typed));

    [Fact]
    public void A_value_has_one_number_and_two_values_never_share_it() => Gen.Select(Gen.Long[0, (1L << 50) - 1], Gen.Long[0, (1L << 50) - 1]).Sample((one, other) =>
    {
        var number = ReferenceNumber.Of("CI", one);

        Assert.Equal(number, ReferenceNumber.Parse(number));
        Assert.Equal(number, ReferenceNumber.Of("CI", one));
        Assert.Equal(one == other, number == ReferenceNumber.Of("CI", other));
    });

    [Fact]
    public void One_wrong_symbol_is_always_found() => Gen.Select(Gen.Int[3, 15], Gen.Char["0123456789ABCDEFGHJKMNPQRSTVWXYZ"]).Sample((at, symbol) =>
    {
        var number = ReferenceNumber.New("IC");
        if (number[at] == '-' || number[at] == symbol)
        {
            return;
        }

        var wrong = number[..at] + symbol + number[(at + 1)..];
        Assert.Null(ReferenceNumber.Parse(wrong));
    });

    // A hybrid system of ISO 7064 finds every wrong symbol, but lets a few swaps through.
    [Fact]
    public void Two_neighbours_swapped_are_nearly_always_found()
    {
        var swapped = Enumerable.Range(0, 1000).Select(_ => ReferenceNumber.New("IC")).SelectMany(Swaps).ToList();

        var found = swapped.Count(wrong => ReferenceNumber.Parse(wrong) is null);

        Assert.InRange((double)found / swapped.Count, 0.98, 1);
    }

    private static IEnumerable<string> Swaps(string number) => Enumerable.Range(3, number.Length - 4)
        .Where(at => number[at] != '-' && number[at + 1] != '-' && number[at] != number[at + 1])
        .Select(at => number[..at] + number[at + 1] + number[at] + number[(at + 2)..]);

    [Fact]
    public void An_id_carries_its_time()
    {
        var before = TimeProvider.System.GetUtcNow();

        var time = Ids.TimeOf(Ids.New());

        Assert.InRange(time, before.AddMilliseconds(-1), TimeProvider.System.GetUtcNow());
    }
}
