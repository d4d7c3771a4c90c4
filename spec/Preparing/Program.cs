using System.Text;
using System.Text.Json;
using PlanisoContract.Spec;

// Reads documents as the programs would, checks included, and writes what they are as JSON: who reads that needs neither
// YAML nor the checks, which take longer than everything else at a start. The first argument is the directory to write to,
// the others are documents. What is wrong with one is an error of the build, at its line.
var directory = Directory.CreateDirectory(args[0]);
foreach (var old in directory.EnumerateFiles())
    old.Delete();
foreach (var file in args[1..])
{
    var name = Path.GetFileName(file)[..^Contracts.Suffix.Length];
    try
    {
        var contract = ContractReader.Read(name, Path.GetFileName(file), File.ReadAllText(file, Encoding.UTF8));
        File.WriteAllBytes(Path.Combine(directory.FullName, name + Contracts.Prepared), JsonSerializer.SerializeToUtf8Bytes(contract.Json));
    }
    catch (InvalidContractException wrong)
    {
        foreach (var problem in wrong.Problems)
            Console.WriteLine($"{file}({Math.Max(1, problem.Line)},{Math.Max(1, problem.Column)}): error CONTRACT: {problem.Pointer}: expected {problem.Expected}; actual {problem.Actual}{(problem.Hint is null ? "" : $"; {problem.Hint}")}");
    }
}
