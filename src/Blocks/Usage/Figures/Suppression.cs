namespace OneStop.Usage.Figures;

/// <summary>A figure of a published table.</summary>
/// <param name="Value">Null where it is kept back.</param>
/// <param name="Few">Kept back because it is small itself (<see cref="Suppression.Least"/>); otherwise because a small one could be worked out from it.</param>
internal readonly record struct Figure(long? Value, bool Few = false);

/// <summary>A table with its margins: the last row and the last column are totals.</summary>
internal sealed record FigureTable(Figure[,] Figures)
{
    internal int Rows => Figures.GetLength(0) - 1;

    internal int Columns => Figures.GetLength(1) - 1;

    internal Figure RowTotal(int row) => Figures[row, Columns];

    internal Figure ColumnTotal(int column) => Figures[Rows, column];

    internal Figure Total => Figures[Rows, Columns];
}

/// <summary>
/// Keeps figures from 1 to 9 back, and as many others as it takes that none of those can be worked out from the totals. A kept back
/// figure follows from the rest exactly where it is a bridge in the graph that joins rows to columns by what is kept back
/// (D. Gusfield, "A graph theoretic approach to statistical data security", 1988); so another figure closes a circle around each bridge.
/// </summary>
internal static class Suppression
{
    internal const int Least = 10;

    internal static FigureTable Apply(long[,] counts)
    {
        var all = WithTotals(counts);
        var (rows, columns) = (all.GetLength(0), all.GetLength(1));
        var kept = new bool[rows, columns];
        foreach (var (row, column) in Places(rows, columns))
        {
            kept[row, column] = IsFew(all[row, column]);
        }

        while (FindBridge(kept) is { } side)
        {
            var (row, column) = Places(rows, columns)
                .Where(place => !kept[place.Row, place.Column] && side[place.Row] != side[rows + place.Column])
                .MinBy(place => (all[place.Row, place.Column] == 0, place.Row == rows - 1 || place.Column == columns - 1, all[place.Row, place.Column]));
            kept[row, column] = true;
        }

        var figures = new Figure[rows, columns];
        foreach (var (row, column) in Places(rows, columns))
        {
            figures[row, column] = kept[row, column] ? new Figure(null, IsFew(all[row, column])) : new Figure(all[row, column]);
        }

        return new FigureTable(figures);
    }

    private static bool IsFew(long count) => count is > 0 and < Least;

    private static long[,] WithTotals(long[,] counts)
    {
        var (rows, columns) = (counts.GetLength(0), counts.GetLength(1));
        var all = new long[rows + 1, columns + 1];
        foreach (var (row, column) in Places(rows, columns))
        {
            var count = counts[row, column];
            all[row, column] = count;
            all[row, columns] += count;
            all[rows, column] += count;
            all[rows, columns] += count;
        }

        return all;
    }

    /// <summary>The side of a bridge on which its row stands (rows first, then columns); null where there is no bridge.</summary>
    private static bool[]? FindBridge(bool[,] kept)
    {
        var (rows, columns) = (kept.GetLength(0), kept.GetLength(1));
        foreach (var (row, column) in Places(rows, columns).Where(place => kept[place.Row, place.Column]))
        {
            kept[row, column] = false;
            var side = ReachedFrom(row, kept);
            kept[row, column] = true;
            if (!side[rows + column])
            {
                return side;
            }
        }

        return null;
    }

    private static bool[] ReachedFrom(int start, bool[,] kept)
    {
        var (rows, columns) = (kept.GetLength(0), kept.GetLength(1));
        var reached = new bool[rows + columns];
        var next = new Stack<int>([start]);
        while (next.TryPop(out var node))
        {
            if (reached[node])
            {
                continue;
            }

            reached[node] = true;
            for (var other = 0; other < (node < rows ? columns : rows); other++)
            {
                if (node < rows ? kept[node, other] : kept[other, node - rows])
                {
                    next.Push(node < rows ? rows + other : other);
                }
            }
        }

        return reached;
    }

    private static IEnumerable<(int Row, int Column)> Places(int rows, int columns) =>
        from row in Enumerable.Range(0, rows)
        from column in Enumerable.Range(0, columns)
        select (row, column);
}
