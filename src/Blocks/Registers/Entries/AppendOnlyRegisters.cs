using Microsoft.EntityFrameworkCore;
using OneStop.Platform.Data;
using OneStop.Platform.Texts;
using OneStop.Registers.Contracts;
using OneStop.Registers.Log;

namespace OneStop.Registers.Entries;

internal sealed class AppendOnlyRegisters(RegistersDb db, Writes writes, RegisterLogs logs, IEnumerable<RegisterDefinition> definitions, TimeProvider time) : IRegisters
{
    private const int Slice = 5_000;

    public Task<Entry> AppendAsync(NewEntry entry, CancellationToken ct = default)
    {
        RequireKnown(entry.Register);
        return writes.RunAsync(async write =>
        {
            var registers = write.Get<RegistersDb>();
            var known = await registers.Entries.FirstOrDefaultAsync(
                stored => stored.Register == entry.Register && stored.Key == entry.Key && stored.Cause == entry.Cause, ct);
            if (known is not null)
            {
                return known.ToEntry();
            }

            var last = await Of(registers, entry.Register, entry.Key).MaxAsync(stored => (int?)stored.Number, ct);
            var added = StoredEntry.From(entry, (last ?? 0) + 1, Now());
            registers.Entries.Add(added);
            registers.Waiting.Add(new WaitingEntry { Register = added.Register, Key = added.Key, Number = added.Number, RecordedAt = added.RecordedAt });
            await registers.SaveChangesAsync(ct);
            return added.ToEntry();
        }, ct);
    }

    public async Task<Entry?> FindAsync(string register, string key, CancellationToken ct = default) =>
        (await Of(db, register, key).OrderByDescending(entry => entry.Number).FirstOrDefaultAsync(ct))?.ToEntry();

    public async Task<Entry?> AsAtAsync(string register, string key, DateOnly day, CancellationToken ct = default)
    {
        var end = day == DateOnly.MaxValue ? DateTimeOffset.MaxValue : StartOf(day.AddDays(1));
        return (await Of(db, register, key)
            .Where(entry => entry.RecordedAt < end && entry.ValidFrom <= day)
            .OrderByDescending(entry => entry.Number).FirstOrDefaultAsync(ct))?.ToEntry();
    }

    public async Task<IReadOnlyList<Entry>> HistoryAsync(string register, string key, CancellationToken ct = default) =>
        (await Of(db, register, key).OrderBy(entry => entry.Number).ToListAsync(ct)).ConvertAll(entry => entry.ToEntry());

    public async Task LoadAsync(IAsyncEnumerable<NewEntry> entries, CancellationToken ct = default)
    {
        var slice = new List<NewEntry>(Slice);
        await foreach (var entry in entries.WithCancellation(ct))
        {
            RequireKnown(entry.Register);
            slice.Add(entry);
            if (slice.Count == Slice)
            {
                await StoreAsync(slice, ct);
                slice.Clear();
            }
        }

        await StoreAsync(slice, ct);
    }

    private async Task StoreAsync(List<NewEntry> slice, CancellationToken ct)
    {
        if (slice.Count == 0)
        {
            return;
        }

        // Made ready beside the storing.
        var rows = slice.AsParallel().AsOrdered().WithCancellation(ct).Select(entry => StoredEntry.From(entry, 1, StartOf(entry.ValidFrom))).ToList();
        await writes.RunAsync(async write =>
        {
            var registers = write.Get<RegistersDb>();
            await registers.InsertManyAsync(rows, ct);
            foreach (var register in rows.GroupBy(row => row.Register).OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                await RegisterLogs.AppendAsync(registers, await logs.OpenAsync(write, register.Key, ct), [.. register], ct);
            }
        }, ct);
    }

    private static IQueryable<StoredEntry> Of(RegistersDb registers, string register, string key) =>
        registers.Entries.Where(entry => entry.Register == register && entry.Key == key);

    private static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue) - HongKong.Offset, TimeSpan.Zero);

    // Both engines keep microseconds: what is answered now is what is read later.
    private DateTimeOffset Now()
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    private void RequireKnown(string register)
    {
        if (!definitions.Any(definition => definition.Name == register))
        {
            throw new InvalidOperationException($"There is no register '{register}'; its owner says services.AddRegister(…).");
        }
    }
}
