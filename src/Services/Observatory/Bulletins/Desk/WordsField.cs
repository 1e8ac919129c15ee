namespace OneStop.Observatory.Bulletins.Desk;

/// <summary>A text in three languages on a form.</summary>
internal sealed record WordsField(BulletinFields Fields, string Path, string Label, int Rows = 3, string? Hint = null)
{
    public string Name => Path.Replace('/', '-');
}
