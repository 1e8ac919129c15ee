using System.Globalization;
using System.Text.Json.Nodes;
using OneStop.Filings.Contracts;
using OneStop.Platform.Secrets;

namespace OneStop.Filings.Forms;

/// <summary>Keeps sealed answers apart from the others: taken out of the content and encrypted together, put back when it is read.</summary>
internal static class SealedAnswers
{
    public static (string Open, string? Sealed) Close(FormDefinition form, JsonObject content, FieldCipher cipher)
    {
        var open = content.DeepClone().AsObject();
        var secrets = new JsonObject();
        foreach (var page in form.Pages.Where(page => page.Questions.Any(question => question.Sealed)))
        {
            if (page.Repeat is null)
            {
                TakeOut(page, null, open[page.Key] as JsonObject, secrets);
                continue;
            }

            foreach (var (index, entry) in page.Entries(open).Index())
            {
                TakeOut(page, index, entry, secrets);
            }
        }

        return (open.ToJsonString(), secrets.Count == 0 ? null : cipher.Encrypt(secrets.ToJsonString()));
    }

    public static JsonObject Open(string open, string? sealedText, FieldCipher cipher)
    {
        var content = JsonNode.Parse(open)!.AsObject();
        if (sealedText is null)
        {
            return content;
        }

        foreach (var (path, value) in JsonNode.Parse(cipher.Decrypt(sealedText))!.AsObject())
        {
            var steps = path.Split('/');
            JsonNode holder = content;
            foreach (var step in steps[..^1])
            {
                holder = holder is JsonArray entries ? entries[int.Parse(step, CultureInfo.InvariantCulture)]! : holder[step]!;
            }

            holder[steps[^1]] = value?.DeepClone();
        }

        return content;
    }

    private static void TakeOut(FormPage page, int? entry, JsonObject? answers, JsonObject secrets)
    {
        foreach (var question in page.Questions.Where(question => question.Sealed))
        {
            if (answers?[question.Key] is { } value)
            {
                answers.Remove(question.Key);
                secrets[Asked.PathOf(page, entry, question.Key)] = value;
            }
        }
    }
}
