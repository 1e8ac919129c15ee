using Microsoft.Extensions.Configuration;

namespace OneStop.Filings.Definitions;

/// <summary>The files of one folder (<c>EServices:Folder</c>, beside the program if left out), read when the program is put together.</summary>
internal sealed class DefinitionFolder(string folder, string? only)
{
    /// <summary>Changes go online while the program runs, under the same version: <c>onestop eservice try</c>.</summary>
    public bool Trying { get; init; }

    public static DefinitionFolder From(IConfiguration configuration)
    {
        var only = configuration["EServices:File"];
        return new DefinitionFolder(configuration["EServices:Folder"] ?? Path.Combine(AppContext.BaseDirectory, "eservices"), only is null ? null : Path.GetFullPath(only))
        {
            Trying = only is not null,
        };
    }

    public IReadOnlyList<ReadFile> Read(TimeProvider time) => only is not null
        ? [ReadFile.From(only, time)]
        : Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal).Select(path => ReadFile.From(path, time))]
            : [];

    /// <summary>Which state of the files this is.</summary>
    public DateTime ChangedAt => only is not null && File.Exists(only) ? File.GetLastWriteTimeUtc(only) : default;
}

/// <param name="Definition">Null where it is broken.</param>
internal sealed record ReadFile(string Code, Definition? Definition, IReadOnlyList<DefinitionProblem> Problems)
{
    public static ReadFile From(string path, TimeProvider time)
    {
        var name = Path.Combine(Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))) ?? "", Path.GetFileName(path));
        var code = Path.GetFileNameWithoutExtension(path);
        try
        {
            var (definition, problems) = ReadDefinition.From(name, File.ReadAllText(path), time);
            return new ReadFile(code, definition, problems);
        }
        catch (IOException e)
        {
            return new ReadFile(code, null, [new DefinitionProblem(name, 1, "", $"The file cannot be read: {e.Message}", "Check that it is there and may be read.")]);
        }
    }
}
