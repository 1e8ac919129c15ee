using System.Text.Json.Nodes;

namespace OneStop.RoadCargo.Simulation;

/// <summary>Traffic that never was: goods, partners and the way a day's trucks spread over its hours.</summary>
internal sealed class MadeUpCargo(Random random)
{
    private static readonly string[] Goods =
    [
        "Cotton shirts and trousers", "電子零件：電容器", "Frozen chicken wings", "新鮮蔬菜", "Plastic toys, assorted", "五金配件", "Printed circuit boards", "紙品及包裝物料", "LED lamps", "家庭電器",
        "Wooden furniture, unassembled", "紡織布料", "Machine tools", "化妝品及護膚品", "Optical lenses", "瓷磚", "Live seafood", "圖書及印刷品", "Bicycle frames", "汽車零件",
    ];

    /// <summary>One truck in two hundred brings something that rules speak of.</summary>
    private static readonly string[] Rare = ["Ivory carvings, antique", "象牙擺設", "Fireworks, 1.4G", "煙花", "Dried seahorses", "仿冒手袋"];

    private static readonly (string Name, string Address)[] Here = [("Harbour Garments Limited", "1 Hung To Road, Kwun Tong"), ("維港電子有限公司", "新界葵涌葵豐街 8 號"), ("Peak Foods Limited", "12 Lok Yip Road, Fanling")];
    private static readonly (string Name, string Address)[] There = [("深圳市南山服裝有限公司", "深圳市南山區科技路 1 號"), ("Dongguan Bright Toys Factory", "6 Industrial Road, Chang'an, Dongguan"), ("惠州市海豐五金廠", "惠州市惠陽區工業大道 22 號")];

    /// <summary>The share of a day's trucks in each of its hours, in per mille: 12 % in the busiest, as customs counts.</summary>
    private static readonly int[] Hours = [12, 8, 6, 5, 8, 15, 30, 55, 80, 90, 85, 70, 50, 60, 75, 90, 120, 60, 35, 20, 10, 6, 5, 5];

    private static readonly string[] Points = ["LMC", "SZB", "MKT", "STK", "HYW", "HZM"];
    private static readonly int[] Shares = [40, 30, 10, 5, 10, 5];

    /// <summary>How many trucks of a day come between two moments, in seconds since midnight.</summary>
    internal static double Between(double from, double to, int trucksADay)
    {
        var sum = 0.0;
        for (var at = from; at < to;)
        {
            var end = Math.Min(to, (Math.Floor(at / 3600) + 1) * 3600);
            sum += trucksADay * Hours[(int)(at / 3600) % 24] / 1000.0 * (end - at) / 3600;
            at = end;
        }

        return sum;
    }

    internal string Point()
    {
        var drawn = random.Next(Shares.Sum());
        return Points[Enumerable.Range(0, Points.Length).First(i => (drawn -= Shares[i]) < 0)];
    }

    internal string Direction() => random.Next(100) switch { < 45 => "import", < 95 => "export", _ => "transhipment" };

    internal JsonObject Consignment(string direction, DateOnly day)
    {
        var (from, to) = direction == "export" ? (Here, There) : (There, Here);
        return new()
        {
            ["direction"] = direction,
            ["packages"] = new JsonObject { ["count"] = random.Next(1, 400), ["kind"] = "CT", ["description"] = "Cartons on pallets" },
            ["articles"] = random.Next(200) == 0 ? Of(Rare) : Of(Goods),
            ["consignor"] = Party(Of(from)),
            ["consignee"] = Party(Of(to)),
            ["expectedOn"] = day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        };
    }

    private T Of<T>(T[] all) => all[random.Next(all.Length)];

    private static JsonObject Party((string Name, string Address) party) => new() { ["name"] = party.Name, ["address"] = party.Address };
}
