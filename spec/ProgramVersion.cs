using System.Reflection;

namespace PlanisoContract.Spec;

/// <summary>What <c>--version</c> prints.</summary>
public static class ProgramVersion
{
    /// <summary>A line for the program, and one for each contract that comes with it: its version and the first digits of its fingerprint.</summary>
    /// <param name="program">The command's name.</param>
    public static string Describe(string program) => string.Join('\n',
    [
        $"{program} {typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion}",
        .. Contracts.Names.Select(Contracts.Load).Select(contract => $"  contract {contract.Api} {contract.Version} ({contract.Fingerprint[..12]})"),
    ]);
}
