using OneStop.Registers.Log.Signing;

namespace OneStop.Registers.Tests.Log;

public sealed class SigningTests
{
    // From c2sp.org/signed-note.
    private const string TheirKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    private const string TheirNote = "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    private static readonly DateTimeOffset Now = new(2026, 12, 1, 0, 0, 1, TimeSpan.Zero);
    private static readonly LogKey Key = LogKey.From("gov.example/api/register-logs/dogs", [.. Enumerable.Range(0, 64).Select(i => (byte)i)]);
    private static readonly SignedNote Note = Key.Sign(20_852_163, [.. Enumerable.Range(0, 32).Select(i => (byte)i)], Now);

    [Fact]
    public void The_standards_own_example_verifies()
    {
        var key = VerifierKey.Parse(TheirKey)!;

        Assert.Equal(TheirKey, key.ToString());
        Assert.True(SignedNote.Parse(TheirNote)!.Check([key]).IsSigned);
        Assert.False(SignedNote.Parse(TheirNote.Replace("example message", "example massage", StringComparison.Ordinal))!.Check([key]).IsSigned);
    }

    [Fact]
    public void A_head_is_signed_with_its_time_and_reads_back_the_same()
    {
        var read = SignedNote.Parse(Note.ToString())!;
        var head = Checkpoint.Parse(read.Body)!;

        Assert.Equal(new NoteVerdict(true, Now), read.Check(Key.Verifiers));
        Assert.Equal(("gov.example/api/register-logs/dogs", 20_852_163), (head.Origin, head.Size));
        Assert.Equal(Note.ToString(), read.ToString());
    }

    [Fact]
    public void Neither_others_keys_nor_the_time_alone_make_a_head_signed()
    {
        var others = LogKey.From("gov.example/api/register-logs/dogs", [.. Enumerable.Range(1, 64).Select(i => (byte)i)]);

        Assert.False(Note.Check(others.Verifiers).IsSigned);
        Assert.False(Note.Check([Key.Verifiers[1]]).IsSigned);
        Assert.Equal(new NoteVerdict(true, null), Note.Check([Key.Verifiers[0]]));
    }

    [Fact]
    public void No_changed_symbol_passes()
    {
        var text = Note.ToString();
        for (var at = 0; at < text.Length; at++)
        {
            var changed = text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..];

            Assert.NotEqual(new NoteVerdict(true, Now), SignedNote.Parse(changed)?.Check(Key.Verifiers));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("no key")]
    [InlineData("+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903a+!")]
    public void What_is_no_key_is_none(string text) => Assert.Null(VerifierKey.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("text\n")]
    [InlineData("text\n\n— name AAAA\n")]
    [InlineData("text\n\n- name AAAAAAA=\n")]
    [InlineData("text\t\n\n— name AAAAAAA=\n")]
    [InlineData("text\n\n— name AAAAAAA=")]
    public void What_is_no_signed_note_is_none(string text) => Assert.Null(SignedNote.Parse(text));

    [Theory]
    [InlineData("origin\n")]
    [InlineData("origin\n007\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n")]
    [InlineData("origin\n7\nAAEC\n")]
    [InlineData("\n7\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n")]
    public void What_is_no_checkpoint_is_none(string body) => Assert.Null(Checkpoint.Parse(body));
}
