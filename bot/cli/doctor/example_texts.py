"""The texts of the project's examples, which must not stand in a shop that sells."""

from pathlib import Path

CATALOG = Path("data/catalog.example.yaml")
NAMES = ("OceanMart", "云海Mart")
"""The shop of the example documents."""
DOCUMENTS = frozenset({
    "03d68bee3285f58a130ef22b613c60e1aaecfa73b7d896b37adb7fdf3919160d",
    "2a1e9b480f91e725064c446f9f3497eb001606049a97adc27d2efa4ccb084acc",
    "2f63edf19bf4230e89f84a2cb209dab7efb61ed0209488792fa3c152becedeef",
    "3733aec7bf56200488c87c62c0f1a9f930dcfbb7bcb0dc6465dac4a913576de4",
    "467a67418eeacfd6ff4bc682908bc7589171e63362556559f2885dc775a9286f",
    "467d603de626e258e25dc371d4ca4fd659a802556927f7540b9feade984e950f",
    "48578e7a2fcd52705b3dcb380febf56284ea31c7e9d60de20a7be27a44da6447",
    "6bad8e4aa035b1d995429d41c994522ccb47787f0ff75dab241a155cec510785",
    "6e4895be60d24bc4b452dfe96f9ea087ed994c2834ca86109241b81a9c8235bb",
    "a17dab417a85ce58f21efc56d131c1031bdb7ad37df4414c89ef67f5a6744f9e",
    "ad125440fab59724f380cb50dd329c083bce8511ee12394160c9acc48ad2fc12",
    "e12e97c72cbd0d794d47a7569d8a9e8f4918dd354d80dd15a6653324497576ff",
    "efb88bb1c60f0caec1b6b49a5ba37a95491f221e10c774b7f146330abf4fd740",
})  # fmt: skip
"""The SHA-256 of each example document, of former versions too."""
