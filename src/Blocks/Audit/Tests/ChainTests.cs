using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Audit.Chain;
using OneStop.Audit.Contracts;
using OneStop.Kit;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;

namespace OneStop.Audit.Tests;

public sealed class ChainTests
{
    public static TheoryData<DatabaseKind> Engines => [.. TestDatabase.Kinds];

    [Theory, MemberData(nameof(Engines))]
    public async Task A_line_commits_with_what_it_records_or_not_at_all(DatabaseKind kind)
    {
        await using var app = await AuditApp.StartAsync(kind);

        await app.RecordAsync("thing.kept");
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.WriteAsync<bool>(async write =>
        {
            await write.Get<IAudit>().RecordAsync(new AuditLine("thing.lost", "thing/1"));
            throw new InvalidOperationException("refused");
        }));
        await app.InScopeAsync(scope => scope.GetRequiredService<IAudit>().RecordAsync(new AuditLine("thing.read", "thing/1")));

        Assert.Equal(["thing.kept", "thing.read"], await app.InScopeAsync(scope => scope.GetRequiredService<AuditDb>().Lines.OrderBy(line => line.Id).Select(line => line.Action).ToListAsync()));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Every_line_is_chained_within_seconds(DatabaseKind kind)
    {
        await using var app = await AuditApp.StartAsync(kind);

        await app.RecordAsync("thing.done", 3);

        await Eventually.TrueAsync(async () => await app.VerifyAsync() is { Lines: 3, Waiting: 0, Intact: true });
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Lines_that_commit_later_than_younger_ones_are_not_skipped(DatabaseKind kind)
    {
        await using var app = await AuditApp.StartAsync(kind);
        var older = Ids.New();
        await app.RecordAsync("thing.younger");
        await app.ExtendAsync();

        await app.ExecuteAsync(
            $"INSERT INTO audit_lines (id, at, actor_kind, actor_name, action, subject, trace) VALUES ('{AuditApp.Literal(kind, older)}', '2026-11-25T00:00:00.000000Z', 'System', 'test', 'thing.older', 'thing/1', '')");
        await app.ExtendAsync();

        Assert.Equal(["thing.younger", "thing.older"], await app.InScopeAsync(scope => scope.GetRequiredService<AuditDb>().Lines.OrderBy(line => line.Position).Select(line => line.Action).ToListAsync()));
        Assert.True((await app.VerifyAsync()).Intact);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Many_writers_and_many_chainers_on_two_nodes_give_every_line_one_place(DatabaseKind kind)
    {
        await using var first = await AuditApp.StartAsync(kind);
        await using var second = kind == DatabaseKind.Postgres ? await AuditApp.StartOnAsync(first) : await AuditApp.StartAsync(kind);
        TestApp[] nodes = kind == DatabaseKind.Postgres ? [first, second] : [first, first];

        var writing = Enumerable.Range(0, 200).Select(i => nodes[i % 2].RecordAsync("thing.done"));
        var chaining = Enumerable.Range(0, 20).Select(i => nodes[i % 2].ExtendAsync());
        await Task.WhenAll(writing.Concat(chaining));
        await first.ExtendAsync();

        var verdict = await first.VerifyAsync();
        Assert.True(verdict.Intact, verdict.ToString());
        Assert.Equal(200, verdict.Lines);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_chain_goes_on_after_a_restart(DatabaseKind kind)
    {
        await using var holder = await AuditApp.StartAsync(kind);
        await holder.RecordAsync("thing.before");
        await holder.ExtendAsync();

        await using (var restarted = await AuditApp.StartOnAsync(holder))
        {
            await restarted.RecordAsync("thing.after");
        }

        var verdict = await holder.VerifyAsync();
        Assert.True(verdict is { Lines: 2, Waiting: 0, Intact: true }, verdict.ToString());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_engine_refuses_to_change_or_remove_a_line(DatabaseKind kind)
    {
        await using var app = await AuditApp.StartAsync(kind);
        await app.RecordAsync("thing.done", 2);
        await app.ExtendAsync();

        foreach (var sql in (string[])["UPDATE audit_lines SET action = 'x'", "UPDATE audit_lines SET hash = 'x'", "UPDATE audit_lines SET position = position + 5", "DELETE FROM audit_lines"])
        {
            var refusal = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => app.ExecuteAsync(sql));
            Assert.Contains("append-only", refusal.Message, StringComparison.Ordinal);
        }

        Assert.True((await app.VerifyAsync()).Intact);
    }

    public static TheoryData<string, long[]> Tamperings
    {
        get
        {
            var data = new TheoryData<string, long[]>();
            data.Add("UPDATE audit_lines SET action = 'thing.forged' WHERE position = 3", [3]);
            data.Add("UPDATE audit_lines SET purpose = 'because' WHERE position = 1", [1]);
            data.Add("UPDATE audit_lines SET person_id = id, actor_name = '' WHERE position = 6", [6]);
            data.Add("UPDATE audit_lines SET hash = 'AB' WHERE position = 4", [4, 5]);
            data.Add("DELETE FROM audit_lines WHERE position = 1", [1]);
            data.Add("DELETE FROM audit_lines WHERE position IN (3, 4)", [3, 4]);
            data.Add("DELETE FROM audit_lines WHERE position = 6", [6]);
            data.Add("DELETE FROM audit_lines", [1, 2, 3, 4, 5, 6]);
            data.Add("UPDATE audit_lines SET position = 99 WHERE position = 2; UPDATE audit_lines SET position = 2 WHERE position = 5; UPDATE audit_lines SET position = 5 WHERE position = 99", [2, 3, 5, 6]);
            data.Add("UPDATE audit_lines SET position = 9 WHERE position = 6", [6, 9]);
            data.Add("DELETE FROM audit_lines WHERE position = 6; UPDATE audit_heads SET position = 5", [5]);
            data.Add("DELETE FROM audit_heads", [1, 2, 3, 4, 5, 6]);
            return data;
        }
    }

    [Theory, MemberData(nameof(Tamperings))]
    public Task Tampering_past_the_engines_refusal_is_found_at_its_place(string sql, long[] places) => IsFoundAsync(DatabaseKind.Sqlite, sql, places);

    [Theory]
    [InlineData("UPDATE audit_lines SET action = 'thing.forged' WHERE position = 3", new[] { 3L })]
    [InlineData("DELETE FROM audit_lines WHERE position = 6", new[] { 6L })]
    [InlineData("UPDATE audit_lines SET position = 99 WHERE position = 2; UPDATE audit_lines SET position = 2 WHERE position = 5; UPDATE audit_lines SET position = 5 WHERE position = 99", new[] { 2L, 3, 5, 6 })]
    public Task Tampering_is_found_on_PostgreSQL_too(string sql, long[] places) => IsFoundAsync(DatabaseKind.Postgres, sql, places);

    private static async Task IsFoundAsync(DatabaseKind kind, string sql, long[] places)
    {
        await using var app = await AuditApp.StartAsync(kind);
        await app.RecordAsync("thing.done", 6);
        await app.ExtendAsync();

        await app.TamperAsync(kind, sql);
        var verdict = await app.VerifyAsync();

        Assert.Equal(places, verdict.Faults.Select(fault => fault.Position));
        Assert.StartsWith("The audit trail is NOT intact: ", verdict.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_verdict_reads_as_a_sentence()
    {
        var intact = new ChainVerdict(1234, 2, "AB12", []);
        var broken = new ChainVerdict(3, 0, "AB12", [new(2, ChainFaultKind.Removed), new(3, ChainFaultKind.Changed)]);

        Assert.Equal("The audit trail is intact: 1,234 lines are chained, 2 wait for their place; the chain ends with AB12.", intact.ToString());
        Assert.Equal("The audit trail is NOT intact: 3 lines are chained, 0 wait for their place; the chain ends with AB12.\n  Line 2: it was removed.\n  Line 3: its content, its place or its hash was changed.", broken.ToString());
    }
}
