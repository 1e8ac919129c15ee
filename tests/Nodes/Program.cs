using OneStop.Nodes.Tests;
using Xunit.Runner.InProc.SystemConsole;

// A node under test is this program again, in a process of its own.
return args is ["serve", .. var settings] ? await TickModule.ServeAsync(settings) : await ConsoleRunner.Run(args);
