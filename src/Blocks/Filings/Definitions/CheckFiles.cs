namespace OneStop.Filings.Definitions;

/// <summary><c>onestop eservice check FILE...</c>: each file by itself, then what two of them may not share.</summary>
internal static class CheckFiles
{
    public static int Run(IReadOnlyList<string> files, TextWriter output)
    {
        var read = files.Select(file => ReadFile.From(file, TimeProvider.System)).ToList();
        var problems = read.SelectMany(file => file.Problems).Concat(Together([.. read.Select(file => file.Definition).OfType<Definition>()])).ToList();
        foreach (var problem in problems)
        {
            output.WriteLine(problem);
        }

        output.WriteLine(problems.Count == 0 ? $"{files.Count} of {files.Count} files are sound." : $"{problems.Count} problems.");
        return problems.Count == 0 ? 0 : 1;
    }

    /// <summary>Registers that two files open, or that a file writes to and none opens.</summary>
    public static IEnumerable<DefinitionProblem> Together(IReadOnlyList<Definition> all)
    {
        foreach (var twice in all.SelectMany(definition => definition.File.Registers.Select(register => (register.Name, definition))).GroupBy(one => one.Name).Where(group => group.Count() > 1))
        {
            yield return new DefinitionProblem(Definitions.FileNameOf(twice.Last().definition.Code), 1, "/registers", $"The register {twice.Key} is opened by {twice.First().definition.Code} already.", "Open it in one file only; the others name it in their outcome.");
        }
    }
}
