using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OneStop.Platform.Texts;
using OneStop.Registers.Contracts;

namespace OneStop.Registers.Reading;

[AllowAnonymous]
internal sealed class HistoryModel(IRegisters registers, IEnumerable<RegisterDefinition> definitions, Text text) : PageModel
{
    public string Register { get; private set; } = "";

    public string Key { get; private set; } = "";

    public RegisterDefinition Definition { get; private set; } = null!;

    /// <summary>The newest first, each with what it changed.</summary>
    public IReadOnlyList<EntryChange> Changes { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string name, string key, CancellationToken ct)
    {
        var definition = definitions.FirstOrDefault(definition => definition.Name == name);
        var history = definition is null ? [] : await registers.HistoryAsync(name, key, ct);
        if (history.Count == 0)
        {
            return NotFound();
        }

        (Register, Key, Definition) = (name, key, definition!);
        Changes = [.. EntryChange.Of(history).Reverse()];
        return Page();
    }

    /// <summary>The owner's word for a particular where it has one; its path as it is otherwise.</summary>
    public string Label(string path)
    {
        var key = $"{Definition.TextPrefix}.field.{string.Join('.', path.Split('/').Where(part => !part.All(char.IsAsciiDigit)))}";
        return text.Has(key) ? text[key] : path.Replace("/", " › ", StringComparison.Ordinal);
    }
}
