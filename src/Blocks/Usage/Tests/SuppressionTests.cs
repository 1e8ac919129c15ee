using CsCheck;
using OneStop.Usage.Figures;

namespace OneStop.Usage.Tests;

public sealed class SuppressionTests
{
    private static readonly Gen<long[,]> Tables =
        from rows in Gen.Int[1, 6]
        from columns in Gen.Int[1, 6]
        from counts in Gen.Frequency((3, Gen.Const(0L)), (3, Gen.Long[1, 9]), (4, Gen.Long[10, 500])).Array[rows * columns]
        select Table(rows, columns, counts);

    [Fact]
    public void Small_figures_are_never_shown_and_what_is_shown_is_true() => Tables.Sample(counts =>
    {
        var table = Suppression.Apply(counts);

        for (var row = 0; row < counts.GetLength(0); row++)
        {
            for (var column = 0; column < counts.GetLength(1); column++)
            {
                var (count, figure) = (counts[row, column], table.Figures[row, column]);
                Assert.Equal(count is > 0 and < 10, figure.Few);
                Assert.True(figure.Value is null ? count > 0 || !figure.Few : figure.Value == count && count is 0 or >= 10);
            }
        }
    });

    [Fact]
    public void No_small_figure_follows_from_the_figures_shown() => Tables.Sample(counts =>
    {
        var table = Suppression.Apply(counts);

        Assert.Empty(Determined(table));
    }, iter: 300);

    [Fact]
    public void A_table_without_small_figures_is_shown_whole()
    {
        var table = Suppression.Apply(new long[,] { { 10, 0, 300 }, { 12, 99, 0 } });

        Assert.Equal(421, table.Total.Value);
        Assert.Equal([310, 111], new[] { table.RowTotal(0).Value, table.RowTotal(1).Value });
        Assert.Equal([22, 99, 300], new[] { table.ColumnTotal(0).Value, table.ColumnTotal(1).Value, table.ColumnTotal(2).Value });
    }

    [Fact]
    public void One_small_figure_takes_another_of_its_row_and_column_with_it()
    {
        var table = Suppression.Apply(new long[,] { { 5, 100, 200 }, { 50, 60, 70 }, { 300, 20, 400 } });

        Assert.True(table.Figures[0, 0].Few);
        Assert.True(Kept(table) >= 4);
        Assert.Equal(1205, table.Total.Value);
    }

    [Fact]
    public void A_service_with_one_use_shows_neither_it_nor_its_totals()
    {
        var table = Suppression.Apply(new long[,] { { 1 } });

        Assert.Equal(4, Kept(table));
    }

    [Fact]
    public void No_rows_or_columns_are_no_trouble()
    {
        Assert.Equal(0, Suppression.Apply(new long[0, 3]).Total.Value);
        Assert.Equal(0, Suppression.Apply(new long[0, 0]).Total.Value);
    }

    private static int Kept(FigureTable table) => table.Figures.Cast<Figure>().Count(figure => figure.Value is null);

    /// <summary>Solves for what is kept back by elimination, as somebody with pencil and paper would.</summary>
    private static List<int> Determined(FigureTable table)
    {
        var (rows, columns) = (table.Rows + 1, table.Columns + 1);
        var unknown = Enumerable.Range(0, rows * columns).Where(place => table.Figures[place / columns, place % columns].Value is null).ToList();
        double Sign(int index, int last) => index == last ? -1 : 1;
        var equations = Enumerable.Range(0, rows).Select(row => unknown.Select(place => place / columns == row ? Sign(place % columns, columns - 1) : 0).ToArray())
            .Concat(Enumerable.Range(0, columns).Select(column => unknown.Select(place => place % columns == column ? Sign(place / columns, rows - 1) : 0).ToArray()))
            .ToArray();
        Reduce(equations);
        return [.. equations.Where(equation => equation.Count(factor => Math.Abs(factor) > 1e-9) == 1).Select(equation => unknown[Array.FindIndex(equation, factor => Math.Abs(factor) > 1e-9)])];
    }

    private static void Reduce(double[][] equations)
    {
        var next = 0;
        for (var column = 0; equations.Length > 0 && column < equations[0].Length; column++)
        {
            var pivot = Array.FindIndex(equations, next, equation => Math.Abs(equation[column]) > 1e-9);
            if (pivot < 0)
            {
                continue;
            }

            (equations[next], equations[pivot]) = (equations[pivot], equations[next]);
            var factor = equations[next][column];
            equations[next] = [.. equations[next].Select(value => value / factor)];
            for (var other = 0; other < equations.Length; other++)
            {
                if (other != next)
                {
                    var times = equations[other][column];
                    equations[other] = [.. equations[other].Zip(equations[next], (a, b) => a - (times * b))];
                }
            }

            if (++next == equations.Length)
            {
                break;
            }
        }
    }

    private static long[,] Table(int rows, int columns, long[] counts)
    {
        var table = new long[rows, columns];
        Buffer.BlockCopy(counts, 0, table, 0, counts.Length * sizeof(long));
        return table;
    }
}
