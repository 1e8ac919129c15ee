using Microsoft.EntityFrameworkCore;
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

/// <summary>The one write path of all doors: many consignments, one transaction, one answer for each.</summary>
internal sealed class LodgeConsignments(Writes writes, IUsage usage)
{
    internal async Task<IReadOnlyList<LodgedConsignment>> LodgeAsync(IReadOnlyList<ValidLodgement> lodgements, CancellationToken ct)
    {
        if (lodgements.Count == 0)
        {
            return [];
        }

        var lodged = await StoreOnceAsync(lodgements, ct);
        for (var i = 0; i < lodged.Count; i++)
        {
            if (lodged[i].As == LodgedAs.Lodged)
            {
                usage.Count(RoadCargoModule.Service, UsageStep.Complete, lodgements[i].Channel == Channel.Web ? UsageChannel.Web : UsageChannel.Api);
            }
        }

        return lodged;
    }

    private async Task<IReadOnlyList<LodgedConsignment>> StoreOnceAsync(IReadOnlyList<ValidLodgement> lodgements, CancellationToken ct)
    {
        try
        {
            return await StoreAsync(lodgements, ct);
        }
        catch (Exception e) when (e.IsDuplicate())
        {
            // The same message came to another node at the same instant: by now it can be seen.
            return await StoreAsync(lodgements, ct);
        }
    }

    private Task<IReadOnlyList<LodgedConsignment>> StoreAsync(IReadOnlyList<ValidLodgement> lodgements, CancellationToken ct) =>
        writes.RunAsync(write => write.Get<StoreLodgements>().RunAsync(lodgements, ct), ct);
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
        foreach (var trader in lodgements.Where(lodgement => lodgement.Message is not null).GroupBy(lodgement => lodgement.Trader))
        {
            var names = trader.Select(lodgement => lodgement.Message!).Distinct(StringComparer.Ordinal).ToList();
            foreach (var message in await db.Messages.AsNoTracking().Where(message => message.Trader == trader.Key && names.Contains(message.Message)).ToListAsync(ct))
            {
                known[(message.Trader, message.Message)] = new KnownMessage(message.Hash, message.Ccrn, -1);
            }
        }

        return known;
    }

    /// <param name="Ccrn">-1 where it is only just being stored.</param>
    /// <param name="Index">Then: its place in the group.</param>
    internal readonly record struct KnownMessage(string Hash, long Ccrn, int Index);
}
