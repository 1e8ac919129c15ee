using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Observatory.Warnings;
using OneStop.Platform.Texts;
using OneStop.Platform.Web;

namespace OneStop.Observatory.Site.Warnings;

/// <summary>One kind of warning: whether it is in force, what it means, and every step of its past.</summary>
[AllowAnonymous, CountedView]
internal sealed class WarningPage(Weather weather, WarningHistory history, TimeProvider time) : PageModel
{
    private const int Chains = 20;

    public WarningKind Kind { get; private set; } = null!;

    public WarningInForce? InForce { get; private set; }

    public IReadOnlyList<WarningChain> History { get; private set; } = [];

    public bool IsNewest { get; private set; }

    public string? OlderAddress { get; private set; }

    public string OwnAddress => SitePages.Address($"/weather/warnings/{Kind.Key}");

    public async Task<IActionResult> OnGetAsync(string key, string? before, CancellationToken ct)
    {
        if (WarningKinds.Find(key) is not { } kind || !IsInstant(before, out var instant))
        {
            return NotFound();
        }

        Kind = kind;
        IsNewest = instant is null;
        InForce = (await weather.WarningsInForceAsync(ct)).FirstOrDefault(warning => warning.Kind.Key == kind.Key);
        var chains = await history.OfAsync(kind.Key, instant, Chains + 1, ct);
        History = [.. chains.Take(Chains)];
        OlderAddress = chains.Count > Chains ? $"{OwnAddress}?before={History[^1].Since.ToUnixTimeMilliseconds()}" : null;
        return Page();
    }

    public DateTimeOffset? EndOf(WarningChain chain) => chain.EndedAt(time.GetUtcNow());

    public LocalizedText NameOf(WarningStep step) => Kind.Signals.FirstOrDefault(signal => signal.Code == step.Code)?.Name ?? Kind.Name;

    public static IReadOnlyList<LocalizedText> Contents(WarningStep step) => JsonSerializer.Deserialize<List<LocalizedText>>(step.Contents, DataFile.Json)!;

    private static bool IsInstant(string? before, out DateTimeOffset? instant)
    {
        instant = null;
        if (before is null)
        {
            return true;
        }

        if (!long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            return false;
        }

        instant = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        return true;
    }
}
