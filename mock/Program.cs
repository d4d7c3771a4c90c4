using PlanisoContract.Mock.Host;

return await CommandLine.RunAsync(args);
