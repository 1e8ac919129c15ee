using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneStop.Audit.Contracts;
using OneStop.Platform.Data;
using OneStop.RoadCargo.Contracts;
using OneStop.Usage.Contracts;

namespace OneStop.RoadCargo.Consignments;

/// <param name="By">The person, or the program's credential.</param>
/// <param name="Message">The trader's own name for it; null without one.</param>
internal sealed record ValidLodgement(ConsignmentContent Content, Guid Trader, Guid By, Channel Channel, string? Message);

internal enum LodgedAs
{
    Lodged,

    /// <summary>The same message was taken before: this is its answer.</summary>
    Repeated,

    /// <summary>Another consignment was taken under this message's name.</summary>
    MessageReused,
}

internal readonly record struct LodgedConsignment(LodgedAs As, long Ccrn);

/// <summary>
/// The one write path of all doors. What a request lodges is stored together or not at all; small requests of many senders share one
/// write, each answered after its commit; a large one is a write of its own, so that nobody waits behind it in their group.
/// </summary>
internal sealed class LodgeConsignments(IServiceScopeFactory scopes, DatabaseOptions options, IUsage usage) : IAsyncDisposable
{
    private const string Name = "road-cargo";
    private const int MostOfSmall = 64;

    private readonly GroupWriter<IReadOnlyList<ValidLodgement>, IReadOnlyList<LodgedConsignment>> small = new(scopes, options, Name, StoreAsync);

    internal async Task<IReadOnlyList<LodgedConsignment>> LodgeAsync(IReadOnlyList<ValidLodgement> lodgements, CancellationToken ct)
    {
        if (lodgements.Count == 0)
        {
            return [];
        }

        var lodged = lodgements.Count <= MostOfSmall ? await small.WriteAsync(lodgements) : await LodgeManyAsync(lodgements, ct);
        for (var i = 0; i < lodged.Count; i++)
        {
            if (lodged[i].As == LodgedAs.Lodged)
            {
                usage.Count(RoadCargoModule.Service, UsageStep.Complete, lodgements[i].Channel == Channel.Web ? UsageChannel.Web : UsageChannel.Api);
            }
        }

        return lodged;
    }

    public ValueTask DisposeAsync() => small.DisposeAsync();

    private async Task<IReadOnlyList<LodgedConsignment>> LodgeManyAsync(IReadOnlyList<ValidLodgement> lodgements, CancellationToken ct)
    {
        try
        {
            return await WriteAsync();
        }
        catch (Exception e) when (e.IsDuplicate())
        {
            // The same message came at the same instant: by now it can be seen.
            return await WriteAsync();
        }

        async Task<IReadOnlyList<LodgedConsignment>> WriteAsync()
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<ProcessContext>().Actor = Actor.System(Name);
            return await scope.ServiceProvider.GetRequiredService<Writes>().RunAsync(write => write.Get<StoreLodgements>().RunAsync(lodgements, ct), ct);
        }
    }

    private static async Task<IReadOnlyList<IReadOnlyList<LodgedConsignment>>> StoreAsync(Write write, IReadOnlyList<IReadOnlyList<ValidLodgement>> requests)
    {
        var all = await write.Get<StoreLodgements>().RunAsync([.. requests.SelectMany(request => request)], CancellationToken.None);
        var answers = new IReadOnlyList<LodgedConsignment>[requests.Count];
        for (int i = 0, from = 0; i < answers.Length; from += requests[i++].Count)
        {
            answers[i] = [.. all.Skip(from).Take(requests[i].Count)];
        }

        return answers;
    }
}

/// <summary>Stores lodgements in the write under way, as rows, past the change tracker.</summary>
internal sealed class StoreLodgements(Write write, CcrnIssuer issuer, IAudit audit, TimeProvider time)
{
    internal async Task<IReadOnlyList<LodgedConsignment>> RunAsync(IReadOnlyList<ValidLodgement> lodgements, CancellationToken ct)
    {
        var db = write.Get<RoadCargoDb>();
        var known = await KnownAsync(db, lodgements, ct);
        var results = new LodgedConsignment[lodgements.Count];
        List<int> fresh = [];
        for (var i = 0; i < lodgements.Count; i++)
        {
            if (lodgements[i].Message is { } message)
            {
                if (known.TryGetValue((lodgements[i].Trader, message), out var before))
                {
                    results[i] = new(before.Hash == lodgements[i].Content.Hash() ? LodgedAs.Repeated : LodgedAs.MessageReused, before.Ccrn);
                    continue;
                }

                known[(lodgements[i].Trader, message)] = new KnownMessage(lodgements[i].Content.Hash(), -1, i);
            }

            fresh.Add(i);
        }

        if (fresh.Count > 0)
        {
            await StoreAsync(db, lodgements, fresh, results, ct);
        }

        // Of two with one name in one group, the second gets the first one's number.
        for (var i = 0; i < results.Length; i++)
        {
            if (results[i].Ccrn == -1)
            {
                results[i] = results[i] with { Ccrn = results[known[(lodgements[i].Trader, lodgements[i].Message!)].Index].Ccrn };
            }
        }

        return results;
    }

    private async Task StoreAsync(RoadCargoDb db, IReadOnlyList<ValidLodgement> lodgements, List<int> fresh, LodgedConsignment[] results, CancellationToken ct)
    {
        var (numbers, now) = (await issuer.TakeAsync(write, fresh.Count, ct), time.GetStoredNow());
        var consignments = new Consignment[fresh.Count];
        List<TakenMessage> messages = [];
        for (var i = 0; i < fresh.Count; i++)
        {
            var lodgement = lodgements[fresh[i]];
            consignments[i] = Row(lodgement, numbers[i], now);
            results[fresh[i]] = new(LodgedAs.Lodged, numbers[i]);
            if (lodgement.Message is { } message)
            {
                messages.Add(new TakenMessage { Trader = lodgement.Trader, Message = message, Hash = lodgement.Content.Hash(), Ccrn = numbers[i], At = now });
            }
        }

        await db.InsertManyAsync(consignments, ct);
        if (messages.Count > 0)
        {
            await db.InsertManyAsync(messages, ct);
        }

        foreach (var lodged in consignments.GroupBy(consignment => (consignment.Trader, consignment.LodgedBy, consignment.Channel)))
        {
            await audit.RecordAsync(new AuditLine("consignments.lodged", $"organisation/{lodged.Key.Trader}", Facts: new Dictionary<string, string>
            {
                ["by"] = lodged.Key.LodgedBy.ToString(),
                ["channel"] = lodged.Key.Channel.ToString(),
                ["count"] = lodged.Count().ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["first"] = Ccrn.Format(lodged.First().Ccrn),
                ["last"] = Ccrn.Format(lodged.Last().Ccrn),
            }), ct);
        }

        write.Publish(new ConsignmentsLodged([.. numbers.Select(Ccrn.Format)]));
    }

    private static Consignment Row(ValidLodgement lodgement, long number, DateTimeOffset now)
    {
        var content = lodgement.Content;
        return new Consignment
        {
            Ccrn = number,
            Trader = lodgement.Trader,
            LodgedBy = lodgement.By,
            Direction = content.Direction,
            PackageCount = content.PackageCount,
            PackageKind = content.PackageKind,
            Packages = content.Packages,
            Articles = content.Articles,
            ConsignorName = content.ConsignorName,
            ConsignorAddress = content.ConsignorAddress,
            ConsigneeName = content.ConsigneeName,
            ConsigneeAddress = content.ConsigneeAddress,
            ExpectedOn = content.ExpectedOn,
            Edition = 1,
            State = ConsignmentState.Lodged,
            LodgedAt = now,
            Channel = lodgement.Channel,
            Message = lodgement.Message,
        };
    }

    internal static async Task<Dictionary<(Guid Trader, string Message), KnownMessage>> KnownAsync(RoadCargoDb db, IEnumerable<ValidLodgement> lodgements, CancellationToken ct)
    {
        Dictionary<(Guid, string), KnownMessage> known = [];
        var named = lodgements.Where(lodgement => lodgement.Message is not null).ToList();
        if (named.Count == 0)
        {
            return known;
        }

        // All traders' names in one question: a pair that was not asked for does no harm.
        var traders = named.Select(lodgement => lodgement.Trader).Distinct().ToList();
        var names = named.Select(lodgement => lodgement.Message!).Distinct(StringComparer.Ordinal).ToList();
        foreach (var message in await db.Messages.AsNoTracking().Where(message => traders.Contains(message.Trader) && names.Contains(message.Message)).ToListAsync(ct))
        {
            known[(message.Trader, message.Message)] = new KnownMessage(message.Hash, message.Ccrn, -1);
        }

        return known;
    }

    /// <param name="Ccrn">-1 where it is only just being stored.</param>
    /// <param name="Index">Then: its place in the group.</param>
    internal readonly record struct KnownMessage(string Hash, long Ccrn, int Index);
}
