using CsCheck;
using OneStop.Accounts.Passwords;
using OneStop.Accounts.People;

namespace OneStop.Accounts.Tests;

public sealed class PasswordRulesTests
{
    private static readonly EmailAddress Amy = EmailAddress.Parse("amychan88@example.hk")!;

    [Theory]
    [InlineData("", "password.missing")]
    [InlineData(null, "password.missing")]
    [InlineData("short", "password.too-short")]
    [InlineData("elevenchars", "password.too-short")]
    [InlineData("password2026!", "password.common")]
    [InlineData("PASSWORD12345", "password.common")]
    [InlineData("1234567890123", "password.common")]
    [InlineData("qwertyuiopasd", "password.common")]
    [InlineData("zyxwvutsrqponm", "password.common")]
    [InlineData("aaaaaaaaaaaaaa", "password.common")]
    [InlineData("abcabcabcabcabc", "password.common")]
    [InlineData("!!monkey!!monkey!!monkey", "password.common")]
    [InlineData("my amychan88 password", "password.about-you")]
    [InlineData("xAMYCHAN88@EXAMPLE.HKx", "password.about-you")]
    [InlineData("correct horse battery staple", null)]
    [InlineData("維多利亞港的渡輪準時開出了", null)]
    [InlineData("Victoria-Harbour-2012", null)]
    public void A_password_is_judged_by_length_commonness_and_likeness(string? password, string? fault)
    {
        Assert.Equal(fault, PasswordRules.Check(password, Amy).SingleOrDefault()?.Code);
    }

    [Fact]
    public void A_very_long_password_is_refused_before_it_is_hashed() =>
        Assert.Equal("password.too-long", PasswordRules.Check(new string('x', 129), Amy).Single().Code);

    [Fact]
    public void Any_text_is_judged_without_failing() => Gen.String.Sample(text => PasswordRules.Check(text, Amy).Count <= 1);

    [Theory]
    [InlineData("amy@example.hk", true)]
    [InlineData("  amy.chan+x@sub.example.com.hk ", true)]
    [InlineData("ａｍｙ@example.hk", true)]
    [InlineData("amy", false)]
    [InlineData("amy@localhost", false)]
    [InlineData("amy@@example.hk", false)]
    [InlineData("a b@example.hk", false)]
    [InlineData("amy@example.hk\r\nBcc: x@y.hk", false)]
    [InlineData("Amy <amy@example.hk>", false)]
    [InlineData("amy@exa_mple..hk", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void An_address_is_one_or_none(string? typed, bool valid) => Assert.Equal(valid, EmailAddress.Parse(typed) is not null);

    [Fact]
    public void Any_text_is_an_address_or_none() => Gen.String.Sample(text => EmailAddress.Parse(text) is not { } email || email.Value.Contains('@', StringComparison.Ordinal));
}
