using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Platform.Texts;
using OneStop.Registers.Contracts;

namespace OneStop.Registers.Log.Verifying;

/// <summary>Checks a proof in the reader's own browser; what it needs beside the file are the registers' keys, which stand in the page.</summary>
[AllowAnonymous]
internal sealed class VerifyProofModel(ReadLog logs, IEnumerable<RegisterDefinition> definitions, Text text) : PageModel
{
    // What register-proof.js says.
    private static readonly string[] Said =
    [
        "good", "bad", "sound", "soundExplain", "grew", "grewExplain", "changed", "changedExplain", "unsigned", "unsignedExplain", "stranger", "strangerExplain",
        "format", "formatExplain", "unable", "unableExplain", "register", "key", "number", "from", "place", "grown", "signedBy", "signedAt",
    ];

    public IReadOnlyList<RegisterKeys> Registers { get; private set; } = [];

    public string KeysJson => JsonSerializer.Serialize(Registers.SelectMany(register => register.Keys));

    public string Words => JsonSerializer.Serialize(Said.ToDictionary(word => word, word => text[$"registers.verify.said.{word}"]));

    public async Task OnGetAsync(CancellationToken ct)
    {
        var registers = new List<RegisterKeys>();
        foreach (var definition in definitions)
        {
            registers.Add(new(definition, await logs.KeysAsync(definition.Name, ct), LogAddress.Of(definition.Name)));
        }

        Registers = registers;
    }
}

internal sealed record RegisterKeys(RegisterDefinition Definition, IReadOnlyList<string> Keys, string Address);
