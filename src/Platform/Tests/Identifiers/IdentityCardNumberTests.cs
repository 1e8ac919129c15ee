using CsCheck;
using OneStop.Platform.Identifiers;

namespace OneStop.Platform.Tests.Identifiers;

public sealed class IdentityCardNumberTests
{
    private static readonly Gen<string> Bodies =
        Gen.Select(Gen.Char['A', 'Z'].Array[1, 2], Gen.Char['0', '9'].Array[6]).Select((letters, digits) => new string([.. letters, .. digits]));

    [Theory]
    [InlineData("A123456(3)")]
    [InlineData("AB987654(3)")]
    [InlineData("G123456(A)")]
    [InlineData("a1234563")]
    [InlineData("Ａ１２３４５６（３）")]
    [InlineData(" A 123456 (3) ")]
    public void A_number_is_read_however_it_was_typed(string typed) => Assert.True(IdentityCardNumber.IsValid(typed));

    [Theory]
    [InlineData("A123456(4)")]
    [InlineData("A123456")]
    [InlineData("ABC12345(3)")]
    [InlineData("1234567(3)")]
    [InlineData("")]
    [InlineData("(-)")]
    [InlineData("身份證")]
    public void What_is_no_number_is_none(string typed) => Assert.False(IdentityCardNumber.IsValid(typed));

    [Fact]
    public void Every_body_has_exactly_one_check_symbol() => Bodies.Sample(body =>
        Assert.Equal([IdentityCardNumber.CheckSymbol(body)], "0123456789A".Where(check => IdentityCardNumber.IsValid(body + check))));

    [Fact]
    public void One_wrong_digit_is_always_found() => Gen.Select(Bodies, Gen.Int[1, 6], Gen.Int[1, 9]).Sample((body, place, shift) =>
    {
        var at = body.Length - place;
        var wrong = (char)('0' + (body[at] - '0' + shift) % 10);

        Assert.False(IdentityCardNumber.IsValid(body[..at] + wrong + body[(at + 1)..] + IdentityCardNumber.CheckSymbol(body)));
    });
}
