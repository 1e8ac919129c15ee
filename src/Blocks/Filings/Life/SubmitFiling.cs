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
            if (await dossiers.SeeOwnAsync(id, filerId) is not { } dossier)
            {
                return SubmitOutcome.NotFound;
            }

            if (!dossier.Row.IsEditable)
            {
                return new SubmitOutcome(dossier, []);
            }

            if (await check.WholeAsync(dossier, ct) is { Count: > 0 } problems)
            {
                return new SubmitOutcome(null, problems);
            }

            try
            {
                return new SubmitOutcome(await writes.RunBlindAsync(dossier.Row.Service, write => FreezeAsync(dossier with { Filer = filer }, write, ct), ct), []);
            }
            catch (FilingRefusedException refused)
            {
                return new SubmitOutcome(null, refused.Problems);
            }
            catch (Exception e) when (e.IsDuplicate() && attempt < Tries)
            {
                // Somebody else took in this instant what the service reserves: the next check says what and why.
            }
            catch (DbUpdateConcurrencyException) when (attempt < Tries)
            {
                // The answers have changed since they were checked.
            }
        }
    }

    private static async Task<Dossier> FreezeAsync(Dossier seen, Write write, CancellationToken ct)
    {
        var frozen = seen.Form.Pruned(seen.Content);
        var dossier = write.Get<Dossiers>().Continue(seen) with { Content = frozen };
        dossier.Keep(frozen, write.Get<FieldCipher>());
        dossier.Row.ContentHash = CanonicalJson.Hash(frozen);
        dossier.Row.Reference ??= ReferenceNumber.New(dossier.Form.ReferencePrefix);
        await dossier.Service.ReserveAsync(dossier.ToFiling(), write, ct);
        var waiting = await write.Get<AskSignatures>().RunAsync(dossier, write, ct);
        await write.Get<GoOn>().RunAsync(dossier, waiting, write, ct);
        return seen.Row.Reference is null ? dossier with { Steps = write.Get<FilingSteps>().Noted } : dossier;
    }
}

/// <param name="Dossier">The filing as it stands now; null where it was not taken.</param>
internal sealed record SubmitOutcome(Dossier? Dossier, IReadOnlyList<RuleProblem> Problems)
{
    public static readonly SubmitOutcome NotFound = new(null, []);
}
