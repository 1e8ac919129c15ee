using System.Globalization;
using System.Text.Json.Nodes;
using OneStop.Filings.Contracts;
using OneStop.Platform.Texts;

namespace OneStop.Filings.Definitions;

/// <summary>What an approval brings about, as a file says it: register entry, certificate, message.</summary>
internal sealed class ReadOutcome(FileReading reading, EServiceFile file, IReadOnlyList<FormPage> pages)
{
    public Definition.RegisterEntry? Entry()
    {
        foreach (var (i, register) in file.Registers.Index())
        {
            reading.Put($"registers.{register.Name}.title", register.Title);
            reading.Put($"registers.{register.Name}.summary", register.Summary);
            foreach (var field in register.Fields)
            {
                reading.Put($"registers.{register.Name}.field.{field.Key}", field.Label);
            }
        }

        if (file.Outcome.Register is not { } entry)
        {
            return null;
        }

        foreach (var (key, value) in entry.Fields)
        {
            var at = $"/outcome/register/fields/{key}";
            if (file.Registers.FirstOrDefault(register => register.Name == entry.Name) is { } own && own.Fields.All(field => field.Key != key))
            {
                reading.Wrong(at, $"The register has no field “{key}”.", $"It has: {string.Join(", ", own.Fields.Select(field => field.Key))}.");
            }

            RefuseSealed(at, value.ToString());
        }

        return new(entry.Name, reading.Compiled("/outcome/register/key", entry.Key, typeof(string)),
            entry.Fields.ToDictionary(field => field.Key, field => reading.Compiled($"/outcome/register/fields/{field.Key}", field.Value, null) ?? FileReading.Always, StringComparer.Ordinal));
    }

    /// <summary>Registers and certificates are for everybody's eyes.</summary>
    private void RefuseSealed(string at, string source)
    {
        foreach (var page in pages)
        {
            foreach (var question in page.Questions.Where(question => question.Sealed && source.Contains($"{page.Key}.{question.Key}", StringComparison.Ordinal)))
            {
                reading.Wrong(at, $"“{page.Key}.{question.Key}” is sealed and this is public.", "Leave it out, or ask for something that may be shown.");
            }
        }
    }

    public Definition.CertificateText? Certificate()
    {
        if (file.Outcome.Certificate is not { } certificate)
        {
            return null;
        }

        var blocks = new List<Definition.Block>();
        foreach (var (i, block) in certificate.Body.Index())
        {
            var at = $"/outcome/certificate/body/{i}";
            if (block.Paragraph is { } paragraph)
            {
                var (words, values) = Words($"{at}/paragraph", paragraph);
                blocks.Add(new(words, values, []));
            }
            else if (block.Emphasis is { } emphasis)
            {
                RefuseSealed($"{at}/emphasis", emphasis.ToString());
                blocks.Add(new(null, [reading.Compiled($"{at}/emphasis", emphasis, null) ?? FileReading.Always], []));
            }
            else
            {
                foreach (var (j, fact) in block.Facts!.Index())
                {
                    RefuseSealed($"{at}/facts/{j}/value", fact.Value.ToString());
                }

                blocks.Add(new(null, [.. block.Facts!.Select((fact, j) => reading.Compiled($"{at}/facts/{j}/value", fact.Value, null) ?? FileReading.Always)], [.. block.Facts!.Select(fact => fact.Label.Words)]));
            }
        }

        return new(certificate, blocks);
    }

    public IReadOnlyList<Expression>? Message()
    {
        if (file.Outcome.Message is not { } message)
        {
            return null;
        }

        // Subject and body share the arguments, as the inbox gives them to both.
        var (subject, first) = Words("/outcome/message/subject", message.Subject);
        var (body, second) = Words("/outcome/message/body", message.Body, first.Count);
        reading.Texts["message.subject"] = subject;
        reading.Texts["message.body"] = body;
        return [.. first, .. second];
    }

    private (LocalizedText Words, IReadOnlyList<Expression> Values) Words(string at, FileText text, int from = 0)
    {
        var (en, zhHant, zhHans) = (Template.Read(text.En), Template.Read(text.ZhHant), Template.Read(text.ZhHans));
        var sources = en.Sources.Concat(zhHant.Sources).Concat(zhHans.Sources).Distinct().ToList();
        foreach (var source in sources)
        {
            RefuseSealed(at, source);
        }

        return (new(Numbered(en), Numbered(zhHant), Numbered(zhHans)), [.. sources.Select(source => reading.Compiled(at, JsonValue.Create(source), null) ?? FileReading.Always)]);

        string Numbered((string Format, IReadOnlyList<string> Sources) read) =>
            string.Format(CultureInfo.InvariantCulture, read.Format.Replace("{{", "{{{{", StringComparison.Ordinal).Replace("}}", "}}}}", StringComparison.Ordinal), [.. read.Sources.Select(source => $"{{{from + sources.IndexOf(source)}}}")]);
    }
}
