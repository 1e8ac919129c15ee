using OneStop.Host;

return await CommandLine.RunAsync(args);
