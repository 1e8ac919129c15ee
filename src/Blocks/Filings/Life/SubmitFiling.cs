using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Contracts;
using OneStop.Filings.Contracts;
using OneStop.Filings.Forms;
using OneStop.Filings.Signing;
using OneStop.Platform.Data;
using OneStop.Platform.Identifiers;
using OneStop.Platform.Json;
using OneStop.Platform.Secrets;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Filings.Life;

/// <summary>The filer's submission: checks the whole, then freezes, hashes, reserves and asks for signatures or payment in one write. Safe to repeat.</summary>
internal sealed class SubmitFiling(Writes writes, Dossiers dossiers, CheckFiling check, IPeople people)
{
    private const int Tries = 3;

    public async Task<SubmitOutcome> RunAsync(Guid id, Guid filerId, CancellationToken ct)
    {
        var filer = await people.FindAsync(filerId, ct);
        for (var attempt = 1; ; attempt++)
        {
            if (await dossiers.FindOwnAsync(id, filerId, ct) is not { } dossier)
            {
                return SubmitOutcome.NotFound;
            }

            if (!dossier.Row.IsEditable)
            {
                return new SubmitOutcome(dossier.Row.State, []);
            }

            if (await check.WholeAsync(dossier, ct) is { Count: > 0 } problems)
            {
                return new SubmitOutcome(null, problems);
            }

            try
            {
                if (await writes.RunAsync(write => FreezeAsync(dossier, filer, write, ct), ct) is { } state)
                {
                    return new SubmitOutcome(state, []);
                }
            }
            catch (FilingRefusedException refused)
            {
                return new SubmitOutcome(null, refused.Problems);
            }
            catch (Exception e) when (e.IsDuplicate() && attempt < Tries)
            {
                // Somebody else took in this instant what the service reserves: the next check says what and why.
            }
        }
    }

    /// <summary>Null where the answers have changed since they were checked.</summary>
    private static async Task<FilingState?> FreezeAsync(Dossier seen, Person? filer, Write write, CancellationToken ct)
    {
        var dossier = await write.Get<Dossiers>().FindOwnAsync(seen.Row.Id, seen.Row.FilerId, ct);
        if (dossier is null || dossier.Row.Version != seen.Row.Version)
        {
            return null;
        }

        var frozen = dossier.Form.Pruned(dossier.Content);
        dossier = dossier with { Content = frozen, Filer = filer };
        dossier.Keep(frozen, write.Get<FieldCipher>());
        dossier.Row.ContentHash = CanonicalJson.Hash(frozen);
        dossier.Row.Reference ??= ReferenceNumber.New(dossier.Form.ReferencePrefix);
        await dossier.Service.ReserveAsync(dossier.ToFiling(), write, ct);
        var waiting = await write.Get<AskSignatures>().RunAsync(dossier, write, ct);
        await write.Get<GoOn>().RunAsync(dossier, waiting, write, ct);
        return dossier.Row.State;
    }
}

/// <param name="State">Where the filing stands now; null where it was not taken.</param>
internal sealed record SubmitOutcome(FilingState? State, IReadOnlyList<RuleProblem> Problems)
{
    public static readonly SubmitOutcome NotFound = new(null, []);
}
