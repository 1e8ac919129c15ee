using OneStop.Observatory.Warnings;
using OneStop.Platform.Texts;

namespace OneStop.Observatory.Tests.Warnings;

public sealed class ProposedTextTests
{
    private static readonly ProposedText Good = new("One.\n\nTwo.", "一。\n\n二。", "一。\n\n二。", false);

    [Theory]
    [InlineData("2026-09-24T08:40:00Z", "4:40 p.m. on 24 September 2026", "2026年9月24日下午4時40分", "2026年9月24日下午4时40分")]
    [InlineData("2026-09-23T16:05:00Z", "12:05 a.m. on 24 September 2026", "2026年9月24日上午12時05分", "2026年9月24日上午12时05分")]
    [InlineData("2026-09-24T04:00:00Z", "12:00 p.m. on 24 September 2026", "2026年9月24日下午12時00分", "2026年9月24日下午12时00分")]
    public void Times_are_spoken_as_the_Observatory_speaks_them(string instant, string en, string zhHant, string zhHans) =>
        Assert.Equal([en, zhHant, zhHans], ((Lang[])[Lang.English, Lang.Traditional, Lang.Simplified]).Select(lang => ProposedText.Spoken(DateTimeOffset.Parse(instant, null), lang)));

    [Fact]
    public void Both_times_are_filled_in()
    {
        var filled = new ProposedText("At {time} until {until}.", "{time}至{until}", "{time}至{until}", false).Fill(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(2));

        Assert.Equal("At 8:00 a.m. on 1 January 1970 until 10:00 a.m. on 1 January 1970.", Assert.Single(filled).En);
    }

    [Fact]
    public void A_whole_text_has_no_problem() => Assert.Empty(Good.Check(hasExpiry: false));

    [Fact]
    public void Each_fault_is_named_at_its_language()
    {
        (ProposedText Text, string Path, string Code)[] faults =
        [
            (Good with { English = "" }, "english", "warning.language-missing"),
            (Good with { Traditional = "" }, "traditional", "warning.language-missing"),
            (Good with { Simplified = "" }, "simplified", "warning.language-missing"),
            (Good with { English = "One.\n\nTwo.\n\nThree." }, "traditional", "warning.paragraphs-differ"),
            (Good with { English = "One {tiem}.\n\nTwo." }, "english", "warning.place-unknown"),
            (Good with { English = "One.\n\nUntil {until}." }, "expires", "warning.expiry-missing"),
            (Good with { English = new string('a', 4001) + "\n\nb" }, "english", "warning.text-too-long"),
        ];

        Assert.All(faults, fault => Assert.Equal((fault.Path, fault.Code), fault.Text.Check(hasExpiry: false).Select(problem => (problem.Path, problem.Code)).Single()));
    }

    [Fact]
    public void What_was_typed_is_cleaned_and_converted()
    {
        var text = ProposedText.Clean("  One. \r\n\r\n\r\n\r\n\0Two.\t", "颱風\u0007。\n\n大雨。", null).Converted();

        Assert.Equal("One.\n\nTwo.", text.English);
        Assert.Equal(("台风。\n\n大雨。", true), (text.Simplified, text.IsConverted));
    }
}
