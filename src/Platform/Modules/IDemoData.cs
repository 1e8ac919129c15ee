namespace OneStop.Platform.Modules;

/// <summary>Fills an empty government with people and registers to try it with. Safe to repeat: what is there already is left alone.</summary>
public interface IDemoData
{
    /// <summary>Lower comes first: people before what they own. Those of one order are filled side by side.</summary>
    int Order { get; }

    Task FillAsync(CancellationToken ct);
}
