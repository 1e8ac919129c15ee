namespace OneStop.Usage.Figures;

/// <summary>A bar with its words; no bar where the figure is kept back. Positions are whole units of the drawing.</summary>
internal sealed record Bar(string Label, string Words, int X, int Y, int Height, bool Shown);

/// <summary>Bars above a line, one for each month, drawn as SVG without script; the table beneath the chart says the same.</summary>
internal sealed record BarChart(IReadOnlyList<Bar> Bars)
{
    internal const int Width = 720;
    internal const int Height = 240;
    internal const int Floor = 200;
    internal const int BarWidth = 40;
    private const int Slot = 60;
    private const int Tallest = 160;

    internal bool IsEmpty => Bars.All(bar => bar.Height == 0);

    internal static BarChart Of(IReadOnlyList<(string Label, Figure Figure)> months, Func<Figure, string> words)
    {
        var most = Math.Max(1, months.Max(month => month.Figure.Value ?? 0));
        return new BarChart([.. months.Select((month, place) =>
        {
            var height = (int)Math.Round((double)(month.Figure.Value ?? 0) / most * Tallest);
            return new Bar(month.Label, words(month.Figure), (place * Slot) + ((Slot - BarWidth) / 2), Floor - height, height, month.Figure.Value is not null);
        })]);
    }
}
