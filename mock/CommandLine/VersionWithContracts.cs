using System.CommandLine;
using System.CommandLine.Invocation;
using PlanisoContract.Spec;

namespace PlanisoContract.Mock.CommandLine;

/// <summary>The versions of the program and of the contracts in it.</summary>
internal sealed class VersionWithContracts : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(ProgramVersion.Describe("planiso-mock"));
        return 0;
    }
}
