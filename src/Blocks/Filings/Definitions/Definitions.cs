using System.Collections.Concurrent;
using OneStop.Catalogue.Contracts;
using OneStop.Platform.Texts;

namespace OneStop.Filings.Definitions;

/// <summary>The e-services that are defined by files: which are online, and every earlier version that a filing may rest on.</summary>
internal sealed class Definitions(TextCatalogue texts, TimeProvider time) : ICatalogueSource
{
    private readonly ConcurrentDictionary<string, Definition> online = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Code, int Version), Lazy<Definition?>> versions = new();
    private readonly ConcurrentDictionary<string, IReadOnlyList<DefinitionProblem>> broken = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> registers = new(StringComparer.Ordinal);

    public IReadOnlyList<CatalogueEntry> Entries => [.. online.Values.OrderBy(definition => definition.Code, StringComparer.Ordinal).Select(EntryOf)];

    public IReadOnlyCollection<Definition> Online => [.. online.Values.OrderBy(definition => definition.Code, StringComparer.Ordinal)];

    /// <summary>What is wrong with which file, as it was last read.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<DefinitionProblem>> Broken => broken;

    public Definition? Find(string code) => online.GetValueOrDefault(code);

    /// <summary>The version a filing is on, online or not.</summary>
    public Definition? Find(string code, int version) => versions.TryGetValue((code, version), out var found) ? found.Value : null;

    /// <summary>Whether there ever was such an e-service.</summary>
    public int? LatestOf(string code) => versions.Keys.Where(key => key.Code == code).Select(key => (int?)key.Version).Max();

    /// <summary>A version that stands in the database; it is compiled when somebody first asks for it.</summary>
    public void Know(string code, int version, string source) => versions[(code, version)] = new(() =>
    {
        var (definition, _) = ReadDefinition.From(FileNameOf(code), source, time);
        if (definition is not null)
        {
            texts.Put(definition.TextPrefix + ".", definition.Texts);
        }

        return definition;
    });

    public void PutOnline(Definition definition)
    {
        texts.Put(definition.TextPrefix + ".", definition.Texts);
        texts.Put(CatalogueSource.PrefixOf(definition.Code) + ".", definition.Texts);
        versions[(definition.Code, definition.Version)] = new(definition);
        online[definition.Code] = definition;
        foreach (var register in definition.File.Registers)
        {
            registers[register.Name] = RegisterPrefix(definition.Code, register.Name);
        }
    }

    public void Note(string code, IReadOnlyList<DefinitionProblem> problems)
    {
        if (problems.Count > 0)
        {
            broken[code] = problems;
        }
        else
        {
            broken.TryRemove(code, out _);
        }
    }

    /// <summary>Where a register's words stand.</summary>
    public string RegisterPrefix(string register) => registers.GetValueOrDefault(register, register);

    public static string RegisterPrefix(string code, string register) => $"{CatalogueSource.PrefixOf(code)}.registers.{register}";

    public static string FileNameOf(string code) => $"eservices/{code}.yaml";

    private static CatalogueEntry EntryOf(Definition definition) => new(
        definition.Code, definition.File.Department, ServiceKind.Transactional, CatalogueSource.PrefixOf(definition.Code), $"/filings/new/{definition.Code}",
        [.. definition.File.Audience.Select(CatalogueSource.Find<Audience>)], [.. definition.File.LifeEvents.Select(CatalogueSource.Find<LifeEvent>)]);

    private static class CatalogueSource
    {
        public static string PrefixOf(string code) => $"eservices.{code}.now";

        public static T Find<T>(string dashed)
            where T : struct, Enum => Enum.Parse<T>(dashed.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
    }
}
