using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OneStop.Accounts.Contracts;
using OneStop.Platform.Modules;
using OneStop.Platform.Texts;
using OneStop.RoadCargo.Consignments;
using OneStop.RoadCargo.Traders;

namespace OneStop.RoadCargo.Demonstration;

/// <summary>A few hundred consignments of the demonstration's shipper, for today and the days ahead; lodged like any others.</summary>
internal sealed class DemoCargo(RoadCargoDb db, IPeople people, IOrganisations organisations, TakeLodgements take, TimeProvider time) : IDemoData
{
    private const int Consignments = 300;
    private const int Days = 10;
    private const string Shipper = "shipper@demo.example";

    private static readonly string[] Articles =
        ["men's cotton shirts", "女裝針織衫", "mobile phone chargers", "ceramic floor tiles", "塑膠玩具車", "printed circuit boards", "stainless steel kitchen knives", "新鮮蔬菜（菜心）", "wool yarn on cones", "LED desk lamps"];

    private static readonly (string Name, string Address)[] Partners =
    [
        ("深圳市福田海港服裝有限公司", "深圳市福田區濱河路1號"), ("東莞明輝電子廠", "東莞市長安鎮振安路88號"), ("Guangzhou Baiyun Ceramics Co., Ltd", "200 Baiyun Avenue, Guangzhou"),
        ("惠州市大亞灣塑膠製品廠", "惠州市大亞灣石化大道5號"), ("Shenzhen Bay Logistics Park Tenant 12", "12 Dongjiaotou, Nanshan, Shenzhen"),
    ];

    public int Order => 70;

    public async Task FillAsync(CancellationToken ct)
    {
        if (await people.FindByEmailAsync(Shipper, ct) is not { } shipper
            || (await organisations.MandatesAsync(shipper.Id, TraderRights.Lodge, ct)).FirstOrDefault() is not { } mandate
            || await db.Consignments.AnyAsync(ct))
        {
            return;
        }

        var today = HongKong.Today(time);
        await take.RunAsync([.. Enumerable.Range(0, Consignments).Select(number => Made(number, today))], new Lodger(mandate.For.Id, shipper.Id, Channel.Batch), ct);
    }

    private static TypedConsignment Made(int number, DateOnly today)
    {
        var (partner, outward) = (Partners[number % Partners.Length], number % 3 != 0);
        var (name, address) = ("Harbour Garments Limited", "3/F, 8 Wing Lok Street, Sheung Wan, Hong Kong");
        return new TypedConsignment
        {
            Direction = number % 17 == 0 ? "transhipment" : outward ? "export" : "import",
            PackageCount = (1 + (number * 7 % 120)).ToString(CultureInfo.InvariantCulture),
            PackageKind = number % 4 == 0 ? "PX" : "CT",
            Packages = number % 4 == 0 ? "pallets" : "cartons",
            Articles = Articles[number % Articles.Length],
            ConsignorName = outward ? name : partner.Name,
            ConsignorAddress = outward ? address : partner.Address,
            ConsigneeName = outward ? partner.Name : name,
            ConsigneeAddress = outward ? partner.Address : address,
            ExpectedOn = today.AddDays(number % Days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Message = string.Create(CultureInfo.InvariantCulture, $"demonstration-{number}"),
        };
    }
}
