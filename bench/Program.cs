using OneStop.Bench;
using OneStop.Bench.Permit;

if (args is ["serve", .. var settings])
{
    await PermitOffice.ServeAsync(settings);
    return 0;
}

if (args is ["bulletin", .. var published])
{
    await Bulletin.ServeAsync(published);
    return 0;
}

var options = Options.Parse(args);
switch (args.FirstOrDefault())
{
    case "pages":
        await Pages.RunAsync(options);
        return 0;
    case "filings":
        await FilingBench.RunAsync(options);
        return 0;
    case "cargo":
        await Cargo.RunAsync(options);
        return 0;
    case "readings":
        await Readings.RunAsync(options);
        return 0;
    case "registers":
        await RegistersBench.RunAsync(options);
        return 0;
    case "search":
        await Search.RunAsync(options);
        return 0;
    case "edr":
        await Edr.RunAsync(options);
        return 0;
    case "eservices":
        await EServices.RunAsync(options);
        return 0;
    case "start":
        await Start.RunAsync(options);
        return 0;
    default:
        Console.Error.WriteLine("bench/run cargo | edr | eservices | filings | pages | readings | registers | search | start");
        return 2;
}
