namespace OneStop.Filings.Definitions;

/// <summary>What is wrong with an e-service's file.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Path">Where in the file, as a JSON pointer.</param>
internal sealed record DefinitionProblem(string File, int Line, string Path, string What, string Cure)
{
    public override string ToString() => $"{File}:{Line}: {(Path.Length > 0 ? Path + ": " : "")}{What} {Cure}";
}
