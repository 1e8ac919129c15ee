using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Registers.Contracts;
using OneStop.Registers.Log;
using OneStop.Registers.Log.Tree;
using OneStop.Registers.Log.Verifying;
using static OneStop.Registers.Tests.DogsModule;

namespace OneStop.Registers.Tests.Log;

/// <summary>Somebody who can write to the database itself, past the program and its triggers.</summary>
public sealed class SqliteVerifyRegisterTests() : VerifyRegisterTests(DatabaseKind.Sqlite);

public sealed class PostgresVerifyRegisterTests() : VerifyRegisterTests(DatabaseKind.Postgres);

public abstract class VerifyRegisterTests(DatabaseKind kind) : IAsyncLifetime
{
    private TestApp app = null!;

    public async ValueTask InitializeAsync()
    {
        app = await TestApp.StartAsync(kind, [new RegistersModule(), new DogsModule()]);
        await LoadAsync(1, 300);
        await app.SignAsync();
        await LoadAsync(301, 300);
        await app.InScopeAsync(scope => scope.GetRequiredService<IRegisters>().AppendAsync(Dog("0000007", "filing/1", "Renamed")));
        await app.SignAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_register_nobody_touched_is_intact()
    {
        var (code, said) = await VerifyAsync();

        Assert.Equal(0, code);
        Assert.Contains("'dogs' is intact: 601 entries, 0 waiting", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("content = '{\"name\":\"Rex\"}'")]
    [InlineData("hash = 'ab'")]
    [InlineData("valid_from = '1997-07-01'")]
    [InlineData("recorded_at = '2001-01-01 00:00:00Z'")]
    [InlineData("cause = 'filing/2'")]
    public async Task A_changed_particular_is_named(string change)
    {
        await TamperAsync($"UPDATE registers_entries SET {(kind == DatabaseKind.Sqlite ? change.Replace("2001-01-01 00:00:00Z", "2001-01-01T00:00:00.000000Z") : change)} WHERE key = '0000123'");

        await AssertFoundAsync("0000123, entry 1 (place 122): its content, its dates, its cause or its place is not what the log holds.");
    }

    [Fact]
    public async Task An_exchange_of_two_entries_is_named()
    {
        await TamperAsync("UPDATE registers_entries SET content = (SELECT content FROM registers_entries AS other WHERE other.key = '0000201') WHERE key = '0000200'");

        await AssertFoundAsync("0000200, entry 1 (place 199): its content");
    }

    [Fact]
    public async Task A_changed_order_is_named()
    {
        await TamperAsync("UPDATE registers_leaves SET position = -1 WHERE position = 10", "UPDATE registers_leaves SET position = 10 WHERE position = 11", "UPDATE registers_leaves SET position = 11 WHERE position = -1");

        await AssertFoundAsync("0000012, entry 1 (place 10): its content");
        await AssertFoundAsync("0000011, entry 1 (place 11): its content");
    }

    [Fact]
    public async Task A_removed_entry_is_named()
    {
        await TamperAsync("DELETE FROM registers_entries WHERE key = '0000400'");

        await AssertFoundAsync("0000400, entry 1 (place 399): it is in the log, but was removed from the register.");
    }

    [Fact]
    public async Task An_entry_removed_with_its_place_is_missed()
    {
        await TamperAsync("DELETE FROM registers_entries WHERE key = '0000400'", "DELETE FROM registers_leaves WHERE key = '0000400'");

        await AssertFoundAsync("Place 399: the log's list of places was changed");
    }

    [Fact]
    public async Task An_added_entry_is_named()
    {
        await TamperAsync("INSERT INTO registers_entries SELECT register, 'forged', number, valid_from, recorded_at, cause, content, hash FROM registers_entries WHERE key = '0000001'");

        await AssertFoundAsync("forged, entry 1: it stands in the register, but neither has a place in the log nor waits for one");
    }

    [Fact]
    public async Task A_log_cut_at_its_end_contradicts_what_was_signed()
    {
        await TamperAsync(
            "DELETE FROM registers_entries WHERE key = '0000007' AND number = 2", "DELETE FROM registers_leaves WHERE position = 600", "UPDATE registers_logs SET size = 600");

        await AssertFoundAsync("of 601 entries, where the log has 600: the log is not the one that was signed");
    }

    [Fact]
    public async Task A_head_that_was_removed_is_missed_and_one_that_was_changed_is_named()
    {
        await TamperAsync("DELETE FROM registers_heads WHERE number = 1", "UPDATE registers_heads SET size = 601 WHERE number = 2");

        await AssertFoundAsync("Head 1: the signed head was removed.");
        await AssertFoundAsync("the head is not what the register's key signed.");
    }

    [Fact]
    public async Task Whoever_lays_new_hashes_over_a_changed_entry_contradicts_the_signatures()
    {
        await TamperAsync("UPDATE registers_entries SET cause = 'filing/2' WHERE key = '0000350'");
        await app.WriteAsync(async write =>
        {
            var db = write.Get<RegistersDb>();
            var (tree, tiles) = (new GrowingTree(), new List<(Tile Tile, byte[] Hashes)>());
            var entries = await db.Leaves.AsNoTracking().OrderBy(leaf => leaf.Position)
                .Join(db.Entries.AsNoTracking(), leaf => new { leaf.Key, leaf.Number }, entry => new { entry.Key, entry.Number }, (leaf, entry) => entry).ToListAsync();
            entries.ForEach(entry => tree.Add(TreeHash.Leaf(LeafJson.Of(entry)), (tile, hashes) => tiles.Add((tile, hashes))));
            await db.MergeManyAsync([.. tiles.Concat(tree.Unfilled()).Select(tile => new StoredTile { Register = Register, Path = tile.Tile.Path, Hashes = tile.Hashes })]);
            return true;
        });

        await AssertFoundAsync("places 300 to 600: the log is not the one that was signed: entries were changed together with the hashes over them.");
    }

    [Theory]
    [InlineData("DELETE FROM registers_tiles WHERE path = '1/000'", "Tile 1/000: its hashes do not follow from those below.")]
    [InlineData("DELETE FROM registers_tiles WHERE path = '0/001'", "Place 256: its hashes do not follow from those below.")]
    [InlineData("INSERT INTO registers_leaves SELECT register, 700, 'forged', number FROM registers_leaves WHERE position = 1", "forged, entry 1 (place 700): it stands beyond the log's end.")]
    [InlineData("INSERT INTO registers_waiting SELECT register, 'ghost', number, recorded_at FROM registers_entries WHERE key = '0000001'", "ghost, entry 1: it is in the log, but was removed from the register.")]
    public async Task What_the_log_keeps_is_checked_too(string change, string found)
    {
        await TamperAsync(change);

        await AssertFoundAsync(found);
    }

    [Fact]
    public async Task A_register_that_is_not_there_is_told_with_those_that_are()
    {
        var output = new StringWriter();

        Assert.Equal(2, await RegistersModule.VerifyRegisterAsync(app.Services, "cats", output, default));
        Assert.Contains("There are: dogs.", output.ToString(), StringComparison.Ordinal);
    }

    private Task LoadAsync(int from, int count) => app.InScopeAsync(scope => scope.GetRequiredService<IRegisters>()
        .LoadAsync(Enumerable.Range(from, count).ToAsyncEnumerable().Select(i => Dog($"{i:D7}", "load", $"Lucky {i}"))));

    private async Task TamperAsync(params string[] statements)
    {
        string[] off = kind == DatabaseKind.Postgres
            ? ["ALTER TABLE registers_entries DISABLE TRIGGER USER", "ALTER TABLE registers_leaves DISABLE TRIGGER USER", "ALTER TABLE registers_heads DISABLE TRIGGER USER"]
            : [.. from table in (string[])["entries", "leaves", "heads"] from act in (string[])["update", "delete"] select $"DROP TRIGGER tr_registers_{table}_{act}"];
        await app.WriteAsync(async write =>
        {
            foreach (var statement in off.Concat(statements))
            {
                await write.Get<RegistersDb>().Database.ExecuteSqlRawAsync(statement.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
            }

            return true;
        });
    }

    private async Task AssertFoundAsync(string fault)
    {
        var (code, said) = await VerifyAsync();

        Assert.Equal(1, code);
        Assert.Contains(fault, said, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Said)> VerifyAsync()
    {
        var output = new StringWriter();
        return (await RegistersModule.VerifyRegisterAsync(app.Services, Register, output, default), output.ToString());
    }
}
