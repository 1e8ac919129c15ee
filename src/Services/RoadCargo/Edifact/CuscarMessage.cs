using OneStop.RoadCargo.Consignments;

namespace OneStop.RoadCargo.Edifact;

/// <summary>What a CUSCAR message asks for with each of its consignments.</summary>
internal enum CuscarFunction
{
    Cancel = 1,
    Amend = 5,
    Lodge = 9,
}

/// <param name="Number">Of the CNI segment.</param>
/// <param name="Ccrn">For a change: the consignment meant, as it was written (RFF+XC).</param>
internal sealed record CuscarConsignment(string Number, string? Ccrn, TypedConsignment Typed);

/// <summary>
/// CUSCAR in the directories D.95B and D.96B, as far as road cargo needs it: BGM (785, number, function 9, 5 or 1), DTM (132 or 133, the
/// expected day), GIS (22 export, 23 import, 28 transhipment), and for each CNI: RFF (XC for a change), DTM, GIS, NAD (CZ, CN), GID, FTX
/// (AAA articles, PAC packages). Other segments of the directory are passed over. See docs/road-cargo-edifact.md.
/// </summary>
internal sealed class CuscarMessage
{
    private const string DirectionGroup = "GIS";

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "UNH", "BGM", "DTM", "LOC", "QTY", "RFF", "NAD", "CTA", "COM", "FTX", "TDT", DirectionGroup, "EQD", "TSR", "MEA", "DIM", "SEL", "HAN", "TMP", "RNG", "DGS",
        "CNI", "SGP", "CNT", "MOA", "CUX", "GID", "PAC", "PCI", "DOC", "CST", "GDS", "GIR", "TPL", "AUT", "UNT",
    };

    internal string Document { get; private set; } = "";

    internal CuscarFunction Function { get; private set; }

    internal List<CuscarConsignment> Consignments { get; } = [];

    /// <summary>Reads the message; its faults are added to it.</summary>
    internal static CuscarMessage Read(EdifactMessage message)
    {
        var cuscar = new CuscarMessage();
        var faults = message.Faults;
        var (type, version, release, agency) = (message.Header.At(2, 1), message.Header.At(2, 2), message.Header.At(2, 3), message.Header.At(2, 4));
        if (type != "CUSCAR" || version != "D" || release is not ("95B" or "96A" or "96B") || agency != "UN")
        {
            faults.Add(new(SyntaxFault.UnsupportedValue, 1, 2, type != "CUSCAR" ? 1 : version != "D" ? 2 : agency == "UN" ? 3 : 4));
            return cuscar;
        }

        if (message.Segments[1].Tag != "BGM")
        {
            faults.Add(new(SyntaxFault.Missing, 2));
            return cuscar;
        }

        cuscar.ReadBeginning(message.Segments[1], faults);
        cuscar.ReadBody(message.Segments, faults);
        return cuscar;
    }

    private void ReadBeginning(Segment bgm, List<SyntaxFault> faults)
    {
        Document = bgm.At(2);
        if (Document.Length is 0 or > 35)
        {
            faults.Add(new(Document.Length == 0 ? SyntaxFault.Missing : SyntaxFault.TooLong, 2, 2));
        }

        if (bgm.At(3) is "1" or "5" or "9")
        {
            Function = (CuscarFunction)(bgm.At(3)[0] - '0');
        }
        else
        {
            faults.Add(new(bgm.At(3).Length == 0 ? SyntaxFault.Missing : SyntaxFault.UnsupportedValue, 2, 3));
        }
    }

    private void ReadBody(IReadOnlyList<Segment> segments, List<SyntaxFault> faults)
    {
        var head = new Collected();
        Collected? consignment = null;
        HashSet<string> numbers = new(StringComparer.Ordinal);
        for (var i = 2; i < segments.Count - 1; i++)
        {
            var segment = segments[i];
            if (!Known.Contains(segment.Tag) || segment.Tag is "UNH" or "BGM" or "UNT")
            {
                faults.Add(new(SyntaxFault.UnsupportedPosition, i + 1));
            }
            else if (segment.Tag == "CNI")
            {
                Add(consignment);
                consignment = new Collected { Number = segment.At(1), ExpectedOn = head.ExpectedOn, Direction = head.Direction };
                if (consignment.Number.Length == 0 || !numbers.Add(consignment.Number))
                {
                    faults.Add(new(consignment.Number.Length == 0 ? SyntaxFault.Missing : SyntaxFault.Duplicate, i + 1, 1));
                }
            }
            else if (segment.Tag == "CNT" && segment.At(1) == "10")
            {
                // 10: the number of consignments.
                if (segment.At(1, 2) != (Consignments.Count + (consignment is null ? 0 : 1)).ToString(System.Globalization.CultureInfo.InvariantCulture))
                {
                    faults.Add(new(SyntaxFault.WrongCount, i + 1, 1, 2));
                }
            }
            else
            {
                (consignment ?? head).Take(segment, i + 1, faults);
            }
        }

        Add(consignment);
        if (Consignments.Count == 0)
        {
            faults.Add(new(SyntaxFault.Missing, segments.Count));
        }
    }

    private void Add(Collected? consignment)
    {
        if (consignment is not null)
        {
            Consignments.Add(new(consignment.Number, consignment.Ccrn, consignment.Typed()));
        }
    }

    private sealed class Collected
    {
        private readonly List<string> articles = [];
        private readonly List<string> packages = [];
        private readonly List<string> kinds = [];
        private long? count;
        private string? unreadCount;
        private (string? Name, string? Address) consignor, consignee;

        public string Number { get; init; } = "";

        public string? Ccrn { get; private set; }

        public string? ExpectedOn { get; set; }

        public string? Direction { get; set; }

        public void Take(Segment segment, int place, List<SyntaxFault> faults)
        {
            switch (segment.Tag)
            {
                case "DTM" when segment.At(1, 1) is "132" or "133":
                    TakeDay(segment, place, faults);
                    break;
                case "GIS":
                    Direction = segment.At(1) switch { "22" => "export", "23" => "import", "28" => "transhipment", _ => Direction };
                    break;
                case "RFF" when segment.At(1, 1) == "XC":
                    Ccrn = segment.At(1, 2);
                    break;
                case "NAD" when segment.At(1) == "CZ":
                    consignor = Party(segment);
                    break;
                case "NAD" when segment.At(1) == "CN":
                    consignee = Party(segment);
                    break;
                case "GID":
                    TakeItem(segment);
                    break;
                case "FTX" when segment.At(1) is "AAA" or "PAC":
                    (segment.At(1) == "AAA" ? articles : packages).Add(segment.Joined(4, " "));
                    break;
            }
        }

        public TypedConsignment Typed() => new()
        {
            Direction = Direction,
            PackageCount = unreadCount ?? count?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            PackageKind = kinds.Distinct().ToList() is [var one] ? one : kinds.Count == 0 ? null : PackageKind.Unsaid,
            Packages = packages.Count > 0 ? string.Join("; ", packages.Distinct()) : KindInWords(),
            Articles = articles.Count > 0 ? string.Join("; ", articles) : null,
            ConsignorName = consignor.Name,
            ConsignorAddress = consignor.Address,
            ConsigneeName = consignee.Name,
            ConsigneeAddress = consignee.Address,
            ExpectedOn = ExpectedOn,
        };

        // Where no words describe the packages, the directory's words for their code do.
        private string? KindInWords() => kinds.Count > 0 ? string.Join("; ", kinds.Distinct().Select(kind => PackageKind.WordsOf(kind).En)) : null;

        private void TakeDay(Segment segment, int place, List<SyntaxFault> faults)
        {
            var (value, format) = (segment.At(1, 2), segment.At(1, 3));
            var length = format switch { "102" => 8, "203" => 12, "204" => 14, _ => 0 };
            if (length == 0)
            {
                faults.Add(new(SyntaxFault.UnsupportedValue, place, 1, 3));
            }
            else if (value.Length != length || !value.All(char.IsAsciiDigit))
            {
                faults.Add(new(SyntaxFault.InvalidValue, place, 1, 2));
            }
            else
            {
                ExpectedOn = value[..8];
            }
        }

        private void TakeItem(Segment segment)
        {
            if (segment.At(2, 1) is { Length: > 0 } typed)
            {
                if (typed.Length <= 9 && typed.All(char.IsAsciiDigit))
                {
                    count = (count ?? 0) + long.Parse(typed, System.Globalization.CultureInfo.InvariantCulture);
                }
                else
                {
                    unreadCount = typed;
                }
            }

            if (segment.At(2, 2) is { Length: > 0 } kind)
            {
                kinds.Add(kind);
            }
        }

        /// <summary>Structured (C080, C059, 3164, 3251, 3207) or as lines of name and address (C058).</summary>
        private static (string? Name, string? Address) Party(Segment nad)
        {
            var name = nad.Joined(4, " ");
            var address = string.Join(", ", new[] { nad.Joined(5, ", "), nad.At(6), nad.At(8), nad.At(9) }.Where(part => part.Length > 0));
            if (name.Length > 0)
            {
                return (name, address);
            }

            return nad.Elements.Count >= 3 && nad.Elements[2].Where(line => line.Length > 0).ToList() is { Count: > 0 } lines ? (lines[0], string.Join(", ", lines.Skip(1))) : (null, address);
        }
    }
}
