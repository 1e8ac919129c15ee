using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using MiniExcelLibs;

namespace OneStop.RoadCargo.Batch;

/// <summary>A row of a file that was sent, with the number its sender sees beside it.</summary>
internal sealed record BatchRow(int Number, IReadOnlyDictionary<string, string?> Cells);

/// <param name="Refused">Why the whole file cannot be read: <c>encoding</c>, <c>malformed</c>, <c>heading</c>, <c>columns</c>, <c>too-many</c>, <c>empty</c>, <c>too-large</c>; null where it can.</param>
/// <param name="Where">For words: the row, or the columns that are unknown or missing.</param>
internal sealed record BatchFile(IReadOnlyList<BatchRow> Rows, string? Refused = null, object? Where = null)
{
    internal const string Csv = "text/csv";
    internal const string Excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const int MostRows = Consignments.TakeLodgements.Most;
    private const long MostUnpacked = 64 * 1024 * 1024;

    private static readonly Dictionary<string, string> Columns = new(StringComparer.OrdinalIgnoreCase)
    {
        ["direction"] = "direction",
        ["packages"] = "packages/count",
        ["package_kind"] = "packages/kind",
        ["package_description"] = "packages/description",
        ["articles"] = "articles",
        ["consignor_name"] = "consignor/name",
        ["consignor_address"] = "consignor/address",
        ["consignee_name"] = "consignee/name",
        ["consignee_address"] = "consignee/address",
        ["expected_on"] = "expectedOn",
        ["message"] = "message",
        ["ccrn"] = "ccrn",
        // What a result file adds is passed over when it comes back.
        ["outcome"] = "outcome",
        ["problems"] = "problems",
    };

    private static readonly string[] Optional = ["package_kind", "message", "ccrn", "outcome", "problems"];

    /// <summary>The columns in the order in which a template has them.</summary>
    internal static IReadOnlyList<string> Heading { get; } = [.. Columns.Keys];

    internal static string PlaceOf(string column) => Columns[column];

    internal static string ColumnOf(string place) => Columns.FirstOrDefault(column => column.Value == place).Key ?? place;

    internal static BatchFile ReadCsv(Stream file)
    {
        try
        {
            using var reader = new StreamReader(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true));
            var broken = false;
            using var csv = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                DetectDelimiter = true,
                DetectDelimiterValues = [",", ";", "\t"],
                BadDataFound = _ => broken = true,
                MaxFieldSize = 16_384,
                IgnoreBlankLines = true,
            });
            List<(int, string?[])> lines = [];
            while (csv.Read())
            {
                var line = csv.Record!;
                if (broken)
                {
                    return new([], "malformed", csv.RawRow);
                }

                lines.Add((csv.RawRow, [.. line.Select(Unescaped)]));
                if (lines.Count > MostRows + 1)
                {
                    return new([], "too-many", MostRows);
                }
            }

            return Of(lines);
        }
        catch (DecoderFallbackException)
        {
            return new([], "encoding");
        }
        catch (CsvHelperException e)
        {
            return new([], "malformed", e.Context?.Parser?.RawRow ?? 1);
        }
    }

    internal static BatchFile ReadExcel(MemoryStream file)
    {
        try
        {
            if (!IsBearable(file))
            {
                return new([], "too-large");
            }

            file.Position = 0;
            List<(int, string?[])> lines = [];
            var number = 0;
            foreach (IDictionary<string, object?> row in file.Query(useHeaderRow: false, excelType: ExcelType.XLSX))
            {
                number++;
                var cells = row.Values.Select(Cell).ToArray();
                if (cells.Any(cell => !string.IsNullOrWhiteSpace(cell)))
                {
                    lines.Add((number, cells));
                }

                if (lines.Count > MostRows + 1 || number > 20 * MostRows)
                {
                    return new([], "too-many", MostRows);
                }
            }

            return Of(lines);
        }
        catch (Exception e) when (e is InvalidDataException or System.Xml.XmlException or InvalidOperationException or FormatException or KeyNotFoundException or ArgumentException or NullReferenceException or NotSupportedException or IndexOutOfRangeException)
        {
            // The library meets what is no workbook in many ways.
            return new([], "malformed", 1);
        }
    }

    /// <summary>A workbook is a packed file: what it unpacks to is counted before anything reads it.</summary>
    private static bool IsBearable(MemoryStream file)
    {
        using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        var (left, buffer) = (MostUnpacked, new byte[81920]);
        foreach (var entry in archive.Entries)
        {
            using var content = entry.Open();
            int read;
            while ((read = content.Read(buffer)) > 0)
            {
                left -= read;
                if (left < 0)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Our result file keeps spreadsheets from computing a cell by an apostrophe before it; what comes back is without.</summary>
    private static string? Unescaped(string? cell) => cell is ['\'', '=' or '@' or '+' or '-', ..] ? cell[1..] : cell;

    private static string? Cell(object? value) => value switch
    {
        null => null,
        DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static BatchFile Of(List<(int Number, string?[] Cells)> lines)
    {
        if (lines.Count == 0)
        {
            return new([], "empty");
        }

        var heading = lines[0].Cells.Select(cell => (cell ?? "").Trim()).ToList();
        while (heading.Count > 0 && heading[^1].Length == 0)
        {
            heading.RemoveAt(heading.Count - 1);
        }

        var unknown = heading.Where(name => !Columns.ContainsKey(name)).ToList();
        if (unknown.Count > 0)
        {
            return new([], "columns", string.Join(", ", unknown.Take(5).Select(name => name.Length > 40 ? name[..40] : name)));
        }

        var missing = Columns.Keys.Except(heading, StringComparer.OrdinalIgnoreCase).Except(Optional).ToList();
        if (missing.Count > 0 || heading.Distinct(StringComparer.OrdinalIgnoreCase).Count() < heading.Count)
        {
            return new([], "heading", string.Join(", ", missing));
        }

        if (lines.Count == 1)
        {
            return new([], "empty");
        }

        return new([.. lines.Skip(1).Select(line => new BatchRow(line.Number, heading.Select((name, at) => (PlaceOf(name), at < line.Cells.Length ? line.Cells[at] : null)).ToDictionary(cell => cell.Item1, cell => cell.Item2)))]);
    }
}
