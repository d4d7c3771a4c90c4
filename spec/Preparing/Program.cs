using System.Text;
using System.Text.Json;
using PlanisoContract.Spec;

// Reads documents as the programs would, checks included, and writes what they are as JSON: who reads that needs neither
// YAML nor the checks, which take longer than everything else at a start. The first argument is the directory to write to,
// the others are documents. Of one that is wrong nothing is written: the program that loads it says what is wrong with it.
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
        Console.WriteLine($"{Path.GetFileName(file)} is not prepared; it has {wrong.Problems.Count} errors.");
    }
}
