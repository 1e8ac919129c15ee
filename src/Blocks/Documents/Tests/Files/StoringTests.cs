using Microsoft.Extensions.DependencyInjection;
using OneStop.Documents.Contracts;
using OneStop.Documents.Files;
using OneStop.Platform.Texts;
using static OneStop.Documents.Tests.Files.FileSamples;

namespace OneStop.Documents.Tests.Files;

public sealed class SqliteStoringTests(SqliteDocuments documents) : StoringTests(documents), IClassFixture<SqliteDocuments>;

public sealed class PostgresStoringTests(PostgresDocuments documents) : StoringTests(documents), IClassFixture<PostgresDocuments>;

public abstract class StoringTests(DocumentsFixture documents)
{
    [Fact]
    public async Task The_same_bytes_are_one_file_and_come_back_as_they_were()
    {
        var bytes = Pdf("4 0 obj\n(one)\nendobj\n");

        var first = await StoreAsync(bytes, "articles.pdf");
        var second = await StoreAsync(bytes, "another name.pdf");

        Assert.Equal(("application/pdf", (long)bytes.Length, "articles.pdf"), (first.Document!.ContentType, first.Document.Bytes, first.Document.Name));
        Assert.Equal(first.Document.Sha256, second.Document!.Sha256);
        Assert.Equal(bytes, await documents.ReadAsync(first.Document.Sha256));
        Assert.Empty(Directory.GetFiles(Store.Incoming));
    }

    [Fact]
    public async Task A_refused_file_leaves_nothing()
    {
        var before = Files();

        var refused = await StoreAsync(Latin("MZ"), "articles.pdf");

        Assert.Equal((null, Refusal.TypeNotAllowed), (refused.Document, refused.RefusedBecause));
        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task A_file_of_the_limit_is_taken_and_one_byte_more_is_not()
    {
        var limit = await documents.App.InScopeAsync(scope => Task.FromResult(scope.GetRequiredService<IDocuments>().MaxBytes));
        var frame = PdfText("4 0 obj\n()\nendobj\n").Length;

        // The table's offset grows by digits, so the frame is measured at the size it will have.
        var fitting = Pdf($"4 0 obj\n({new string('x', (int)limit - frame - 10)})\nendobj\n");
        var largest = Pdf($"4 0 obj\n({new string('x', (int)limit - frame - 10 + ((int)limit - fitting.Length))})\nendobj\n");

        Assert.Equal(5 * 1024 * 1024, limit);
        Assert.Equal(limit, largest.Length);
        Assert.Null((await StoreAsync(largest, "a.pdf")).RefusedBecause);
        Assert.Equal(Refusal.TooLarge, (await StoreAsync([.. largest, (byte)'\n'], "a.pdf")).RefusedBecause);
    }

    [Fact]
    public async Task An_endless_file_is_refused_at_the_limit_without_reading_on()
    {
        await using var endless = new Endless();

        var refused = await documents.App.InScopeAsync(scope => scope.GetRequiredService<IDocuments>().StoreAsync(endless, "a.pdf"));

        Assert.Equal(Refusal.TooLarge, refused.RefusedBecause);
        Assert.InRange(endless.Position, 5 * 1024 * 1024, 6 * 1024 * 1024);
    }

    [Fact]
    public async Task A_scanner_may_refuse_what_is_otherwise_sound()
    {
        var infected = Pdf("4 0 obj\n(" + "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*" + ")\nendobj\n");

        Assert.Equal(Refusal.Scanner, (await StoreAsync(infected, "a.pdf")).RefusedBecause);
    }

    [Fact]
    public async Task A_stored_file_that_was_tampered_with_is_never_handed_out_and_storing_it_again_mends_it()
    {
        var bytes = Pdf("4 0 obj\n(tampered)\nendobj\n");
        var stored = (await StoreAsync(bytes, "a.pdf")).Document!;
        var changed = (byte[])bytes.Clone();
        changed[60] ^= 1;
        await File.WriteAllBytesAsync(Store.PathOf(stored.Sha256), changed);

        await Assert.ThrowsAsync<DamagedFileException>(() => documents.ReadAsync(stored.Sha256));
        await StoreAsync(bytes, "a.pdf");

        Assert.Equal(bytes, await documents.ReadAsync(stored.Sha256));
    }

    [Fact]
    public async Task A_node_that_died_while_writing_leaves_no_half_file_under_a_name()
    {
        var bytes = Pdf("4 0 obj\n(killed)\nendobj\n");
        var stored = (await StoreAsync(bytes, "a.pdf")).Document!;
        await File.WriteAllBytesAsync(Store.PathOf(stored.Sha256), bytes[..40]);
        var half = Path.Combine(Store.Incoming, "half");
        await File.WriteAllBytesAsync(half, bytes[..40]);

        await StoreAsync(bytes, "a.pdf");
        Assert.Equal(bytes, await documents.ReadAsync(stored.Sha256));

        await documents.App.RunJobAsync<SweepIncoming>();
        Assert.True(File.Exists(half));
        File.SetLastWriteTimeUtc(half, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-2));
        await documents.App.RunJobAsync<SweepIncoming>();
        Assert.False(File.Exists(half));
    }

    [Fact]
    public async Task Many_who_store_the_same_file_at_once_all_succeed()
    {
        var bytes = Pdf("4 0 obj\n(together)\nendobj\n");

        var stored = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => StoreAsync(bytes, "a.pdf"))));

        Assert.Single(stored.Select(result => result.Document!.Sha256).Distinct());
        Assert.Equal(bytes, await documents.ReadAsync(stored[0].Document!.Sha256));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../onestop.db")]
    [InlineData("00")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("../../../../../../../../../../../../../../../../../etc/passwd.000")]
    public async Task What_is_not_there_is_null(string sha256)
    {
        Assert.Null(await documents.App.InScopeAsync(scope => scope.GetRequiredService<IDocuments>().OpenAsync(sha256)));
    }

    [Fact]
    public void Every_refusal_has_its_words()
    {
        var text = documents.App.Services.GetRequiredService<Text>();

        Assert.All(Refusal.All, code => Assert.NotEqual($"documents.refused.{code}", text[$"documents.refused.{code}"]));
    }

    private FileStore Store => documents.App.Services.GetRequiredService<FileStore>();

    private int Files() => Directory.Exists(Store.Incoming) ? Directory.GetFiles(Path.GetDirectoryName(Store.Incoming)!, "*", SearchOption.AllDirectories).Length : 0;

    private Task<StoreResult> StoreAsync(byte[] bytes, string name) =>
        documents.App.InScopeAsync(scope => scope.GetRequiredService<IDocuments>().StoreAsync(new MemoryStream(bytes), name));

    private sealed class Endless : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Position += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
